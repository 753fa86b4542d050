package org.facesearch.plugin.reembed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.reembed.Reached;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;

/** A change of models as a document. */
final class ReembeddingDocument {

  /** When it began, in milliseconds; the only field that is indexed. */
  static final String STARTED = "started";

  private ReembeddingDocument() {}

  static Map<String, Object> write(Reembedding reembedding) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", reembedding.id());
    document.put("plan", write(reembedding.plan()));
    document.put("state", reembedding.state().name());
    document.put("run", reembedding.run());
    document.put("frozen", reembedding.frozen());
    document.put("reached", write(reembedding.reached()));
    reembedding.error().ifPresent(error -> document.put("error", error));
    document.put(STARTED, reembedding.started().toEpochMilli());
    reembedding.ended().ifPresent(ended -> document.put("ended", ended.toEpochMilli()));
    return document;
  }

  static Reembedding read(Map<String, Object> document) {
    return new Reembedding(
        text(document, "id"),
        readPlan(object(document, "plan")),
        Reembedding.State.valueOf(text(document, "state")),
        text(document, "run"),
        flag(document, "frozen"),
        readReached(object(document, "reached")),
        optional(document, "error"),
        Instant.ofEpochMilli(number(document, STARTED)),
        Optional.ofNullable(document.get("ended"))
            .map(ended -> Instant.ofEpochMilli(((Number) ended).longValue())));
  }

  private static Map<String, Object> write(ReembedPlan plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", plan.source());
    fields.put("source_id", plan.sourceId());
    fields.put("dest", plan.dest());
    fields.put("vector_field", plan.vectorField());
    fields.put("from", plan.from());
    fields.put("to", plan.to().id());
    fields.put("dimension", plan.to().dimension());
    fields.put("faces", plan.to().faces());
    fields.put("pictures", plan.pictures().field());
    plan.pictures().index().ifPresent(index -> fields.put("pictures_index", index));
    fields.put("cut", plan.pictures().cut());
    plan.swap()
        .ifPresent(
            swap -> {
              fields.put("alias", swap.alias());
              fields.put("removes_source", swap.removesSource());
              fields.put("was_blocked", swap.wasBlocked());
            });
    fields.put("without", plan.without().name());
    return fields;
  }

  private static ReembedPlan readPlan(Map<String, Object> fields) {
    return new ReembedPlan(
        text(fields, "source"),
        text(fields, "source_id"),
        text(fields, "dest"),
        text(fields, "vector_field"),
        text(fields, "from"),
        new ReembedPlan.Model(
            text(fields, "to"),
            Math.toIntExact(number(fields, "dimension")),
            flag(fields, "faces")),
        new ReembedPlan.Pictures(
            text(fields, "pictures"), optional(fields, "pictures_index"), flag(fields, "cut")),
        optional(fields, "alias")
            .map(
                alias ->
                    new ReembedPlan.Swap(
                        alias, flag(fields, "removes_source"), flag(fields, "was_blocked"))),
        OnMissing.valueOf(text(fields, "without")));
  }

  private static Map<String, Object> write(Reached reached) {
    Reached.Counts counts = reached.counts();
    Map<String, Object> places = new TreeMap<>();
    reached.places().byPart().forEach((shard, change) -> places.put(shard.toString(), change));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("places", places);
    fields.put("total", reached.total());
    fields.put("done", counts.done());
    fields.put("embedded", counts.embedded());
    fields.put("unchanged", counts.unchanged());
    fields.put("missing", counts.missing());
    fields.put("failed", counts.failed());
    fields.put("removed", counts.removed());
    fields.put(
        "failures",
        reached.failures().stream()
            .map(failure -> Map.of("id", failure.id(), "reason", failure.reason()))
            .toList());
    fields.put("millis", reached.millis());
    return fields;
  }

  private static Reached readReached(Map<String, Object> fields) {
    Map<Integer, Long> places = new TreeMap<>();
    object(fields, "places")
        .forEach(
            (shard, change) -> places.put(Integer.valueOf(shard), ((Number) change).longValue()));
    return new Reached(
        new Places(places),
        number(fields, "total"),
        new Reached.Counts(
            number(fields, "done"),
            number(fields, "embedded"),
            number(fields, "unchanged"),
            number(fields, "missing"),
            number(fields, "failed"),
            number(fields, "removed")),
        ((List<?>) fields.get("failures"))
            .stream()
                .map(FieldPath::object)
                .map(failure -> new Reached.Failure(text(failure, "id"), text(failure, "reason")))
                .toList(),
        number(fields, "millis"));
  }

  private static Map<String, Object> object(Map<String, Object> fields, String name) {
    return FieldPath.object(fields.get(name));
  }

  private static String text(Map<String, Object> fields, String name) {
    return (String) fields.get(name);
  }

  private static Optional<String> optional(Map<String, Object> fields, String name) {
    return Optional.ofNullable((String) fields.get(name));
  }

  private static long number(Map<String, Object> fields, String name) {
    return ((Number) fields.get(name)).longValue();
  }

  private static boolean flag(Map<String, Object> fields, String name) {
    return (Boolean) fields.get(name);
  }
}
