package org.facesearch.rest.reembed;

import java.io.IOException;
import org.facesearch.models.reembed.Reached;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;
import org.opensearch.core.xcontent.XContentBuilder;

/** A change of models as these calls show it. */
final class ReembeddingBody {

  private ReembeddingBody() {}

  /** An object, in whose place it stands. */
  static XContentBuilder write(Reembedding reembedding, XContentBuilder body) throws IOException {
    ReembedPlan plan = reembedding.plan();
    body.startObject()
        .field("id", reembedding.id())
        .field("state", reembedding.state().text())
        .field("task", reembedding.run())
        .field("source", plan.source())
        .field("dest", plan.dest())
        .field("vector_field", plan.vectorField())
        .field("from_model", plan.from())
        .field("model", plan.to().id());
    if (plan.swap().isPresent()) {
      body.field("alias", plan.swap().get().alias());
    }
    body.field("on_missing", plan.without().text());
    write(reembedding.reached(), body);
    body.field("source_blocked", reembedding.frozen());
    if (reembedding.error().isPresent()) {
      body.field("error", reembedding.error().get());
    }
    body.field("started_at", reembedding.started().toString());
    if (reembedding.ended().isPresent()) {
      body.field("ended_at", reembedding.ended().get().toString());
    }
    return body.endObject();
  }

  private static void write(Reached reached, XContentBuilder body) throws IOException {
    Reached.Counts counts = reached.counts();
    body.field("total", reached.total())
        .field("done", counts.done())
        .field("embedded", counts.embedded())
        .field("unchanged", counts.unchanged())
        .field("missing", counts.missing())
        .field("failed", counts.failed())
        .field("removed", counts.removed())
        .field("documents_per_second", Math.round(reached.rate() * 10) / 10.0)
        .startArray("failures");
    for (Reached.Failure failure : reached.failures()) {
      body.startObject().field("id", failure.id()).field("reason", failure.reason()).endObject();
    }
    body.endArray();
  }
}
