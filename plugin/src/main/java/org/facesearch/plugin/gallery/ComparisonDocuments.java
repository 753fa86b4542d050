package org.facesearch.plugin.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.compare.Comparisons.Place;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.StoredEntry;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;

/** A comparison and its rows as documents. */
final class ComparisonDocuments {

  /** Of the document that tells how it is with the comparison. */
  static final String STATE_ID = "comparison";

  private static final String ENTRY = "face";
  private static final String FOUND = "found";
  private static final String SCORE = "score";

  private ComparisonDocuments() {}

  static XContentBuilder write(ComparedEntry row, Place place) {
    try {
      XContentBuilder body =
          XContentFactory.smileBuilder()
              .startObject()
              .field(ComparisonIndex.ROW, place.rows())
              .field(ComparisonIndex.HITS, place.hits())
              .startObject(ENTRY);
      EntryDocument.writeListed(row.entry(), body);
      body.endObject().startArray(FOUND);
      for (ComparedEntry.Hit hit : row.hits()) {
        body.startObject().field(SCORE, hit.score());
        EntryDocument.writeListed(hit.entry(), body);
        body.endObject();
      }
      return body.endArray().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ComparedEntry readRow(Map<String, Object> document) {
    List<ComparedEntry.Hit> hits =
        ((List<?>) document.get(FOUND))
            .stream()
                .map(ComparisonDocuments::object)
                .map(hit -> new ComparedEntry.Hit(entry(hit), number(hit, SCORE).doubleValue()))
                .toList();
    return new ComparedEntry(entry(object(document.get(ENTRY))), hits);
  }

  /** The place behind a row. */
  static Place place(Map<String, Object> document) {
    return new Place(
        number(document, ComparisonIndex.ROW).longValue(),
        number(document, ComparisonIndex.HITS).longValue());
  }

  static Map<String, Object> write(Comparison comparison) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", comparison.id());
    document.put("task", comparison.task());
    document.put("kind", comparison.asked().kind().text());
    document.put("group", comparison.asked().group());
    document.put("target", comparison.asked().target());
    document.put("threshold", comparison.asked().threshold());
    document.put("limit", comparison.asked().limit());
    document.put("state", comparison.state().name());
    document.put("total", comparison.reached().total());
    document.put("compared", comparison.reached().entries());
    document.put("compared_rows", comparison.reached().rows());
    document.put("compared_hits", comparison.reached().hits());
    document.put("started", comparison.started().toString());
    comparison.error().ifPresent(error -> document.put("error", error));
    comparison.ended().ifPresent(ended -> document.put("ended", ended.toString()));
    return document;
  }

  static Comparison read(Map<String, Object> document) {
    return new Comparison(
        (String) document.get("id"),
        (String) document.get("task"),
        new Comparison.Asked(
            kind(document),
            (String) document.get("group"),
            (String) document.get("target"),
            number(document, "threshold").doubleValue(),
            number(document, "limit").intValue()),
        Comparison.State.valueOf((String) document.get("state")),
        new Comparison.Reached(
            number(document, "total").longValue(),
            number(document, "compared").longValue(),
            number(document, "compared_rows").longValue(),
            number(document, "compared_hits").longValue()),
        Optional.ofNullable((String) document.get("error")),
        Instant.parse((String) document.get("started")),
        Optional.ofNullable((String) document.get("ended")).map(Instant::parse));
  }

  private static StoredEntry entry(Map<String, Object> document) {
    return EntryDocument.read((String) document.get(GroupIndex.ID), document);
  }

  /** Before there were groups of pictures, nobody wrote it down. */
  private static GroupKind kind(Map<String, Object> document) {
    return GroupKind.IMAGE.text().equals(document.get("kind")) ? GroupKind.IMAGE : GroupKind.FACE;
  }

  private static Number number(Map<String, Object> document, String field) {
    return (Number) document.get(field);
  }

  @SuppressWarnings("unchecked") // a parsed object has string keys only
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
