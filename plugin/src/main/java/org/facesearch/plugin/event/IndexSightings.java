package org.facesearch.plugin.event;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.Sightings;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.transport.client.Client;

/** The events of people. Works in the security context of its caller. */
public final class IndexSightings implements Sightings {

  private final EventRemoval removal;

  public IndexSightings(Client client, ClusterService cluster) {
    this.removal = new EventRemoval(client, cluster);
  }

  @Override
  public CompletionStage<Removed> remove(String identity) {
    return removal
        .remove(QueryBuilders.termQuery(EventFields.IDENTITY_ID, identity))
        .thenApply(removed -> new Removed(removed.events(), removed.pictures()));
  }
}
