package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.facesearch.models.gallery.GroupKind;
import org.junit.jupiter.api.Test;
import org.opensearch.Version;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;

class GroupIndexTest {

  private static IndexMetadata index(String name, String kind) {
    return IndexMetadata.builder(name)
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_VERSION_CREATED, Version.CURRENT)
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_NUMBER_OF_REPLICAS, 0)
                .put(GroupSettings.KIND.getKey(), kind)
                .put(GroupSettings.CAPACITY.getKey(), 7))
        .build();
  }

  @Test
  void anIndexIsAGroupOfTheKindThatItsNameAndItsMarkerSay() {
    for (GroupKind kind : GroupKind.values()) {
      IndexMetadata index = index(GroupIndex.nameFor(kind, "a-b"), kind.text());
      GroupIndex group = GroupIndex.of(kind, index).orElseThrow();
      assertEquals("a-b", group.group());
      assertEquals(kind, group.kind());
      assertEquals(7, group.capacity());
      assertEquals("a-b", GroupIndex.groupOf(group.index()));
      for (GroupKind other : GroupKind.values()) {
        assertEquals(other == kind, GroupIndex.of(other, index).isPresent());
      }
    }
  }

  @Test
  void aNameAloneOrAMarkerAloneMakesNoGroup() {
    for (GroupKind kind : GroupKind.values()) {
      assertEquals(Optional.empty(), GroupIndex.of(kind, index("faces-x", "image")));
      assertEquals(Optional.empty(), GroupIndex.of(kind, index("images-x", "face")));
      assertEquals(Optional.empty(), GroupIndex.of(kind, index("images-x", "")));
      assertEquals(Optional.empty(), GroupIndex.of(kind, index("other-x", kind.text())));
    }
  }

  @Test
  void picturesHaveTheFieldsOfFacesButThoseThatOnlyFacesHave() {
    CreateIndexRequest faces = GroupIndex.create(GroupKind.FACE, "x", 1, "m", 8);
    CreateIndexRequest images = GroupIndex.create(GroupKind.IMAGE, "x", 1, "m", 8);
    assertEquals("faces-x", faces.index());
    assertEquals("images-x", images.index());
    assertEquals("image", GroupSettings.KIND.get(images.settings()));
    for (String field :
        new String[] {GroupIndex.ID, GroupIndex.TAG, GroupIndex.DESC, GroupIndex.VECTOR}) {
      assertTrue(images.mappings().contains('"' + field + '"'), images.mappings());
    }
    assertTrue(faces.mappings().contains(GroupIndex.BOX));
    assertFalse(images.mappings().contains(GroupIndex.BOX), images.mappings());
    assertFalse(images.mappings().contains(GroupIndex.QUALITY), images.mappings());
  }
}
