package org.facesearch.plugin.inference;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.GroupModels;

/**
 * The model in use for groups of one kind, and the bundles of this node that make vectors of that
 * kind. What has to be known of those is in their manifests: none is loaded by being asked for.
 */
public final class BundleGroupModels implements GroupModels {

  private final Optional<String> used;
  private final Supplier<GroupModel> current;
  private final Embedders embedders;
  private final Predicate<Manifest> fits;

  /**
   * For one kind of groups.
   *
   * @param alias of the model in use, as {@code face}
   * @param current that model, or the failure that keeps it away
   * @param fits which bundles make vectors of the kind
   */
  public BundleGroupModels(
      String alias, Supplier<GroupModel> current, Embedders embedders, Predicate<Manifest> fits) {
    this.used = embedders.id(alias);
    this.current = current;
    this.embedders = embedders;
    this.fits = fits;
  }

  @Override
  public GroupModel current() {
    return current.get();
  }

  @Override
  public Optional<GroupModel> find(String id) {
    if (used.filter(id::equals).isPresent()) {
      return Optional.of(current());
    }
    return embedders.known(id).filter(fits).map(BundleGroupModels::of);
  }

  private static GroupModel of(Manifest manifest) {
    try {
      return new GroupModel(
          manifest.id(), manifest.checkedDimension(), manifest.calibration().v1());
    } catch (IllegalArgumentException e) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE,
          "model " + manifest.id() + " cannot be used for groups: " + e.getMessage(),
          e);
    }
  }
}
