package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups that OpenSearch, when a disk is full, or an operator has made read-only. */
@RealCluster
class BlockedGroupIT {

  private static final String FULL = "index.blocks.read_only_allow_delete";
  private static final String READ_ONLY = "index.blocks.read_only";

  private FaceGroup group;

  @BeforeEach
  void enrol(TestCluster cluster) throws IOException {
    group = FaceGroup.create(cluster.http(1), "blocked");
    group.enrol("anna", Person.ANNA, Map.of());
    group.enrol("bela", Person.BELA, Map.of());
  }

  @AfterEach
  void free() throws IOException {
    block(FULL, null);
    block(READ_ONLY, null);
  }

  private void block(String setting, Boolean value) throws IOException {
    Map<String, Object> body = new HashMap<>();
    body.put(setting, value);
    FaceGroup.assertOk(group.http().put("/" + group.index() + "/_settings", body));
  }

  private List<Response> writes() throws IOException {
    return List.of(
        group.add("cleo", Person.CLEO.uri(), Map.of()),
        group.update("anna", Map.of("tag", "new")),
        group.cluster(List.of(Person.DORA.uri()), Map.of()));
  }

  /** Says so; everything else goes on, and so does this once it is over. */
  private void assertBlocked(String setting, int status, String why) throws IOException {
    block(setting, true);
    for (Response refused : writes()) {
      assertEquals(status, refused.status(), refused::toString);
      String text = refused.body().path("error").asText();
      assertTrue(text.contains(why), refused::toString);
      BadRequestsIT.assertClean(refused);
    }
    assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));
    assertEquals(List.of("anna", "bela"), group.ids());
    FaceGroup.assertOk(new Comparing(group.http()).compare(group, group, Map.of()));
    block(setting, null);
    for (Response done : writes()) {
      FaceGroup.assertOk(done);
    }
    assertEquals(4, group.count());
  }

  @Test
  void aFullDiskIsTold() throws IOException {
    assertBlocked(FULL, 429, "disk usage exceeded flood-stage watermark");
  }

  @Test
  void onAFullDiskNoFaceIsDeletedEither() throws IOException {
    block(FULL, true);
    Response refused = group.delete(List.of("bela"));
    assertEquals(429, refused.status(), refused::toString);
    assertEquals(List.of("anna", "bela"), group.ids());
  }

  @Test
  void aReadOnlyIndexIsTold() throws IOException {
    assertBlocked(READ_ONLY, 403, "index read-only");
  }
}
