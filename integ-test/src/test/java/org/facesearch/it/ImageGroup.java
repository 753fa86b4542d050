package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of pictures as a client of one node sees it. */
final class ImageGroup extends Group {

  static final String ALL = "/v1/image/groups";

  ImageGroup(Http http, String name) {
    super(http, ALL, "images-", name);
  }

  /** A new, empty group. */
  static ImageGroup create(Http http, String hint) throws IOException {
    ImageGroup group = new ImageGroup(http, FaceGroup.freshName(hint));
    FaceGroup.assertOk(group.create(1000));
    return group;
  }

  /** The same group through another node. */
  ImageGroup through(Http other) {
    return new ImageGroup(other, name());
  }

  /** Searches in several groups; {@code more} are further fields of the request. */
  static Response searchAll(
      Http http, List<ImageGroup> groups, List<String> uris, Map<String, ?> more)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("groups", groups.stream().map(ImageGroup::name).toList());
    body.put("images", uris);
    return http.post(ALL + "/multi/search", body);
  }

  /** The hits of one picture. */
  List<JsonNode> hits(String uri, Map<String, ?> more) throws IOException {
    List<JsonNode> hits = new ArrayList<>();
    FaceGroup.assertOk(search(List.of(uri), more))
        .at("/search_results/0/results")
        .forEach(hits::add);
    return hits;
  }

  /** The ids of all entries, those most like a picture first. */
  List<String> order(String uri) throws IOException {
    return hits(uri, Map.of("threshold", 0)).stream().map(hit -> hit.path("id").asText()).toList();
  }
}
