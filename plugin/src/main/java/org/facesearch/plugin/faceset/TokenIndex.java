package org.facesearch.plugin.faceset;

import java.util.Map;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.mapping.put.PutMappingRequest;

/**
 * The index of face tokens. Each model's vectors have a field of their own, which is made when the
 * first of its faces comes into a FaceSet: a node with another model than before goes on with it,
 * and no two models' vectors ever meet.
 */
final class TokenIndex {

  static final String NAME = ".face-search-tokens";

  static final String TOKEN = "token";
  static final String OWNER = "owner";
  static final String MODEL = "model";

  /** Tokens of the FaceSets that hold it. */
  static final String SETS = "sets";

  static final String CREATED = "created_at";

  /** When it may go; absent while a FaceSet holds it. */
  static final String EXPIRES = "expires_at";

  /** Only read, never searched: the place in the picture and the like. */
  static final String ABOUT = "about";

  /** Holds the vector of a token that no FaceSet holds. Not mapped, so it is in no graph. */
  static final String VECTOR = "vector";

  /** Of this object a field for each model holds the vectors of the others. */
  static final String VECTORS = "vectors";

  private TokenIndex() {}

  /** The field of a model's vectors. */
  static String field(String model) {
    return VECTORS + "." + name(model);
  }

  /** In a path of fields a dot is none of a name. */
  static String name(String model) {
    return model.replace('.', '+');
  }

  static CreateIndexRequest create() {
    Map<String, Object> keyword = Map.of("type", "keyword");
    Map<String, Object> date = Map.of("type", "date");
    return new CreateIndexRequest(NAME)
        .settings(OwnIndex.settings())
        .mapping(
            Map.of(
                "dynamic",
                false,
                "properties",
                Map.of(
                    TOKEN,
                    keyword,
                    OWNER,
                    keyword,
                    MODEL,
                    keyword,
                    SETS,
                    keyword,
                    CREATED,
                    date,
                    EXPIRES,
                    date,
                    ABOUT,
                    Map.of("type", "object", "enabled", false),
                    VECTORS,
                    // A shard that has not heard of a new field yet refuses a vector for it, which
                    // is then sent again; it would otherwise never be found.
                    Map.of("type", "object", "dynamic", "strict"))));
  }

  /** Adds the field of a model. */
  static PutMappingRequest add(String model, int dimension) {
    return new PutMappingRequest(NAME)
        .source(
            Map.of(
                "properties",
                Map.of(
                    VECTORS,
                    Map.of(
                        "properties",
                        Map.of(
                            name(model),
                            Map.of(
                                "type",
                                "visual_vector",
                                "model",
                                model,
                                "dimension",
                                dimension))))));
  }
}
