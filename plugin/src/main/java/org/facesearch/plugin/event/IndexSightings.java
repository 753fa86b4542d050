package org.facesearch.plugin.event;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.Sightings;
import org.facesearch.plugin.calls.Sight;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.transport.client.Client;

/** The events of people. Works in the security context of its caller. */
public final class IndexSightings implements Sightings {

  private final EventRemoval removal;
  private final Sight sight;

  public IndexSightings(Client client, ClusterService cluster) {
    this.removal = new EventRemoval(client, cluster);
    this.sight = new Sight(client);
  }

  @Override
  public CompletionStage<Removed> remove(String identity) {
    // Whoever may not know of events is refused, be there any or not.
    return sight
        .of(List.of(EventIndex.ALIAS))
        .thenCompose(
            seen -> removal.remove(QueryBuilders.termQuery(EventFields.IDENTITY_ID, identity)))
        .thenApply(removed -> new Removed(removed.events(), removed.pictures()));
  }
}
