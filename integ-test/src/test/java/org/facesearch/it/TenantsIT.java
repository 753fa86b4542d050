package org.facesearch.it;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What one who may read one group learns of the others', by a plugin that lets a request touch the
 * indices that it says it may: nothing. And what is hidden of a group stays hidden in every call.
 */
class TenantsIT {

  private static TestCluster cluster;
  private static Tenants tenants;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        Tenants.configured(TestCluster.named("tenants").plugins(List.of(AccessControl.zip())))
            .start();
    tenants =
        Tenants.begin(
            AccessControl.all(cluster.http(0)),
            AccessControl.only(cluster.http(0), Tenants.OURS, "ordinary"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void whatOthersHaveChangesNoAnswer() throws IOException {
    tenants.assertOthersChangeNoAnswer();
  }

  @Test
  void faceSetsAreKeptInThePluginsOwnName() throws IOException {
    tenants.assertFaceSetsAreThePluginsOwn(AccessControl.only(cluster.http(0), "nothing"));
  }

  @Test
  void hiddenDocumentsStayHidden() throws IOException {
    for (String way : List.of("reader", "query")) {
      tenants.assertHidden(AccessControl.without(tenants.mine(), Tenants.SECRET, way), way);
    }
    tenants.assertNotLiked(AccessControl.without(tenants.mine(), Tenants.SECRET, "reader"));
  }
}
