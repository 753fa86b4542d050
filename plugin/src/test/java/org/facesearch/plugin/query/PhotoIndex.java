package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.opensearch.action.search.SearchRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * An index of 240 photos with a vector each, and with three faces in nested objects: of the photo
 * itself, of the photo 80 further and of the one 160 further. {@code camera} is one of six, {@code
 * day} counts up, {@code title} has one word for all and one of two.
 */
final class PhotoIndex {
  static final int PHOTOS = 240;
  static final FaceLikeVectors VECTORS = new FaceLikeVectors(PHOTOS / 10, 8, 7);

  private static final String MAPPING =
      """
      {"properties": {
        "vector": {"type": "visual_vector", "model": "face"},
        "camera": {"type": "keyword"}, "day": {"type": "integer"}, "title": {"type": "text"},
        "lens": {"type": "nested", "properties": {"maker": {"type": "keyword"}}},
        "faces": {"type": "nested", "properties": {
          "vector": {"type": "visual_vector", "model": "face"},
          "place": {"type": "keyword"}}}}}""";

  private final Client client;
  private final NamedXContentRegistry parsers;

  PhotoIndex(Client client, NamedXContentRegistry parsers) {
    this.client = client;
    this.parsers = parsers;
  }

  /** Several segments to a shard, and a photo that is deleted again. */
  void create(String name, Settings.Builder settings) {
    client
        .admin()
        .indices()
        .prepareCreate(name)
        .setSettings(settings.put("index.number_of_replicas", 0))
        .setMapping(MAPPING)
        .get();
    for (int i = 0; i <= PHOTOS; i++) {
      client.prepareIndex(name).setId("" + i).setSource(photo(i % PHOTOS)).get();
      if (i % 50 == 49) {
        client.admin().indices().prepareRefresh(name).get();
      }
    }
    client.prepareDelete(name, "" + PHOTOS).get();
    client.admin().indices().prepareRefresh(name).get();
  }

  private static Map<String, Object> photo(int i) {
    return Map.of(
        "vector",
        VECTORS.photo(i),
        "camera",
        "camera-" + i % 6,
        "day",
        i,
        "title",
        "photo " + (i % 2 == 0 ? "indoors" : "outdoors"),
        "lens",
        List.of(Map.of("maker", "maker-" + i % 2)),
        "faces",
        List.of(face(i, "front"), face(i + 80, "middle"), face(i + 160, "back")));
  }

  private static Map<String, Object> face(int i, String place) {
    return Map.of("vector", VECTORS.photo(i % PHOTOS), "place", place);
  }

  /** A search of a body with single quotes. */
  SearchRequestBuilder search(String index, String body) {
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            parsers, DeprecationHandler.THROW_UNSUPPORTED_OPERATION, body.replace('\'', '"'))) {
      return client.prepareSearch(index).setSource(SearchSourceBuilder.fromXContent(parser));
    } catch (IOException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  /** A {@code visual_knn} of photos near another one. */
  static String knn(int like, String more) {
    return "{'visual_knn':{'field':'vector','vector':" + vector(like) + "," + more + "}}";
  }

  /** A {@code nested} query for photos with a face near that of a photo. */
  static String nested(int like, String more) {
    return "{'nested':{'path':'faces','query':"
        + knn(like, more).replace("'field':'vector'", "'field':'faces.vector'")
        + "}}";
  }

  static String vector(int photo) {
    return Arrays.toString(VECTORS.photo(photo));
  }

  /** The score of a photo by its own vector. */
  static double score(int like, int photo) {
    return (1 + FaceLikeVectors.cosine(VECTORS.photo(like), VECTORS.photo(photo))) / 2;
  }

  /** The score of the best of a photo's faces. */
  static double bestFace(int like, int photo) {
    return IntStream.of(0, 80, 160)
        .mapToDouble(further -> score(like, (photo + further) % PHOTOS))
        .max()
        .orElseThrow();
  }

  /** Photos with their scores. */
  static Map<String, Double> all(IntPredicate which, IntToDoubleFunction score) {
    Map<String, Double> photos = new LinkedHashMap<>();
    IntStream.range(0, PHOTOS)
        .filter(which)
        .forEach(i -> photos.put("" + i, score.applyAsDouble(i)));
    return photos;
  }

  /** Those of the best scores. */
  static Map<String, Double> best(int k, Map<String, Double> photos) {
    Map<String, Double> best = new LinkedHashMap<>();
    photos.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(k)
        .forEach(photo -> best.put(photo.getKey(), photo.getValue()));
    return best;
  }

  static List<String> ids(SearchResponse response) {
    return Arrays.stream(response.getHits().getHits()).map(SearchHit::getId).toList();
  }
}
