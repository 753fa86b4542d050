package org.facesearch.plugin.inference;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.bundle.LazyModels;
import org.facesearch.models.bundle.Manifest;

/**
 * All models of this node that make vectors, also those that its settings do not name. Each is
 * loaded at its first use, and stays until the node stops.
 */
public final class Embedders {

  private final BundleRegistry registry;
  private final Map<String, Supplier<FaceModels>> faces = new ConcurrentHashMap<>();
  private final Map<String, Supplier<ImageModel>> pictures = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> aliases;
  private final Function<String, LazyModels<FaceModels>> ofFaces;
  private final Function<String, LazyModels<ImageModel>> ofPictures;

  /**
   * For one node.
   *
   * @param aliases {@code face} and {@code image}, and the id of the bundle that each means
   * @param ofFaces makes the models of an id
   * @param ofPictures makes the model of an id
   */
  Embedders(
      BundleRegistry registry,
      Map<String, Optional<String>> aliases,
      Function<String, LazyModels<FaceModels>> ofFaces,
      Function<String, LazyModels<ImageModel>> ofPictures) {
    this.registry = registry;
    this.aliases = Map.copyOf(aliases);
    this.ofFaces = ofFaces;
    this.ofPictures = ofPictures;
  }

  /** The id that an alias means; any other name is an id. Empty where this node does without. */
  public Optional<String> id(String name) {
    return aliases.getOrDefault(name, Optional.of(name));
  }

  /**
   * What a bundle says of itself.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if there is none of the id
   */
  public Manifest manifest(String id) {
    return registry.find(id).manifest();
  }

  /**
   * The same, where it may be that there is none.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if it is there, and cannot be used
   */
  Optional<Manifest> known(String id) {
    return registry.has(id) ? Optional.of(manifest(id)) : Optional.empty();
  }

  /** The detector of this node with another embedder; a failure to load comes at each use. */
  public Supplier<FaceModels> faces(String id) {
    return faces.computeIfAbsent(id, ofFaces);
  }

  /** A model for whole pictures; a failure to load comes at each use. */
  public Supplier<ImageModel> pictures(String id) {
    return pictures.computeIfAbsent(id, ofPictures);
  }
}
