package org.facesearch.plugin.reembed;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.ReembedRequest.Source;
import org.facesearch.plugin.event.EventSettings;
import org.facesearch.plugin.gallery.GroupIndex;
import org.facesearch.plugin.inference.Embedders;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;

/** Checks a request against what the cluster has, and fills in what it leaves open. */
final class ReembedPlans {

  private static final String FACE = "face";
  private static final String IMAGE = "image";

  /** How the names of the plugin's own indices begin. */
  private static final String OWN = ".face-";

  private final Supplier<Metadata> cluster;
  private final Embedders embedders;

  ReembedPlans(Supplier<Metadata> cluster, Embedders embedders) {
    this.cluster = cluster;
    this.embedders = embedders;
  }

  /**
   * The plan of a request.
   *
   * @param id of what it will be kept as
   * @throws FaceSearchException {@code INVALID} naming the field that is wrong, {@code NOT_FOUND}
   *     for an unknown source, {@code CONFLICT} if the vectors are of the model already, {@code
   *     UNAVAILABLE} if the model cannot be loaded
   */
  ReembedPlan of(ReembedRequest request, String id) {
    Metadata metadata = cluster.get();
    return switch (request.source()) {
      case Source.OfIndex index -> ofIndex(request, metadata, index.name());
      case Source.OfGroup group -> ofGroup(request, metadata, group, id);
    };
  }

  private ReembedPlan ofIndex(ReembedRequest request, Metadata metadata, String name) {
    IndexMetadata source = only("source", metadata, name);
    requireNoneOfOurs(source);
    SourceMapping mapping = new SourceMapping(source);
    String field = vectorField(request, source, mapping);
    String dest = request.dest().orElseThrow(() -> FaceSearchException.invalid("dest is required"));
    requireFree("dest", metadata, dest);
    String picture =
        request
            .pictures()
            .field()
            .orElseThrow(() -> FaceSearchException.invalid("picture.field is required"));
    return plan(
        request,
        source,
        dest,
        field,
        new ReembedPlan.Pictures(
            picture, picturesIndex(request, metadata, mapping, picture), false),
        request.alias().map(alias -> swap(metadata, source, alias)));
  }

  private ReembedPlan ofGroup(
      ReembedRequest request, Metadata metadata, Source.OfGroup group, String id) {
    if (request.dest().isPresent() || request.alias().isPresent()) {
      throw FaceSearchException.invalid(
          (request.dest().isPresent() ? "dest" : "alias")
              + " is not for groups: a group keeps its name");
    }
    GroupIndex found =
        GroupIndex.find(metadata, group.kind(), group.name())
            .orElseThrow(
                () ->
                    new FaceSearchException(
                        Reason.NOT_FOUND,
                        "group: there is no "
                            + group.kind().text()
                            + " group ["
                            + group.name()
                            + "]"));
    IndexMetadata source = metadata.index(found.index());
    requireOpen("group", source);
    boolean photos = group.kind() == GroupKind.FACE && request.pictures().index().isEmpty();
    String picture =
        request
            .pictures()
            .field()
            .or(() -> photos ? Optional.of(GroupIndex.PHOTO) : Optional.empty())
            .orElseThrow(() -> FaceSearchException.invalid("picture.field is required"));
    return plan(
        request,
        source,
        GroupIndex.successorOf(group.kind(), group.name(), id.substring(0, 8)),
        GroupIndex.VECTOR,
        new ReembedPlan.Pictures(
            picture,
            picturesIndex(request, metadata, new SourceMapping(source), picture),
            photos && picture.equals(GroupIndex.PHOTO)),
        Optional.of(
            new ReembedPlan.Swap(
                GroupIndex.nameFor(group.kind(), group.name()), true, isBlocked(source))));
  }

  private ReembedPlan plan(
      ReembedRequest request,
      IndexMetadata source,
      String dest,
      String field,
      ReembedPlan.Pictures pictures,
      Optional<ReembedPlan.Swap> swap) {
    String from = new SourceMapping(source).model(field).orElseThrow();
    ReembedPlan.Model to = model(request, from);
    if (to.id().equals(from) && !request.force()) {
      throw new FaceSearchException(
          Reason.CONFLICT,
          "the vectors of ["
              + field
              + "] are of model "
              + from
              + " already; force: true makes them anew");
    }
    return new ReembedPlan(
        source.getIndex().getName(),
        source.getIndexUUID(),
        dest,
        field,
        from,
        to,
        pictures,
        swap,
        request.without());
  }

  /** The model that is asked for, of the kind of the one that there is. */
  private ReembedPlan.Model model(ReembedRequest request, String from) {
    Optional<Boolean> faces = makesFaces(from);
    String name =
        request
            .model()
            .or(() -> faces.map(yes -> yes ? FACE : IMAGE))
            .orElseThrow(
                () ->
                    FaceSearchException.invalid(
                        "model is required: this node does not know what model "
                            + from
                            + " makes vectors of"));
    Manifest manifest = manifest(name);
    if (faces.filter(before -> before != manifest.embedsFaces()).isPresent()) {
      throw FaceSearchException.invalid(
          "model: "
              + manifest.id()
              + " makes vectors of "
              + (manifest.embedsFaces() ? "faces" : "whole pictures")
              + ", unlike "
              + from);
    }
    // What keeps it away is said now, not when the index has been made.
    Object unused =
        manifest.embedsFaces()
            ? embedders.faces(manifest.id()).get()
            : embedders.pictures(manifest.id()).get();
    return new ReembedPlan.Model(
        manifest.id(), manifest.checkedDimension(), manifest.embedsFaces());
  }

  private Manifest manifest(String name) {
    String id =
        embedders
            .id(name)
            .orElseThrow(
                () ->
                    FaceSearchException.invalid(
                        "model: this node is without a model [" + name + "]"));
    Manifest manifest;
    try {
      manifest = embedders.manifest(id);
    } catch (FaceSearchException e) {
      throw new FaceSearchException(Reason.INVALID, "model: " + e.getMessage(), e);
    }
    if (!manifest.embedsFaces() && !manifest.embedsPictures()) {
      throw FaceSearchException.invalid("model: " + id + " makes no vectors");
    }
    return manifest;
  }

  /** Empty where this node has not got the bundle, or not any more. */
  private Optional<Boolean> makesFaces(String model) {
    try {
      return Optional.of(embedders.manifest(model).embedsFaces());
    } catch (FaceSearchException unknown) {
      return Optional.empty();
    }
  }

  private static String vectorField(
      ReembedRequest request, IndexMetadata source, SourceMapping mapping) {
    List<String> all = mapping.vectors();
    if (all.isEmpty()) {
      throw FaceSearchException.invalid(
          "source: index [" + source.getIndex().getName() + "] has no field of type visual_vector");
    }
    if (request.vectorField().isEmpty() && all.size() > 1) {
      throw FaceSearchException.invalid("vector_field is required, one of " + all);
    }
    String field = request.vectorField().orElseGet(all::getFirst);
    if (!all.contains(field)) {
      throw FaceSearchException.invalid(
          "vector_field: [" + field + "] is no field of type visual_vector; there are " + all);
    }
    return field;
  }

  private static Optional<String> picturesIndex(
      ReembedRequest request, Metadata metadata, SourceMapping source, String field) {
    Optional<IndexMetadata> other =
        request.pictures().index().map(name -> only("picture.index", metadata, name));
    SourceMapping mapping = other.map(SourceMapping::new).orElse(source);
    mapping
        .type(field)
        .filter(type -> !List.of("keyword", "text", "binary", "object", "wildcard").contains(type))
        .ifPresent(
            type -> {
              throw FaceSearchException.invalid(
                  "picture.field: ["
                      + field
                      + "] is of type "
                      + type
                      + ", which holds no pictures");
            });
    if (!mapping.keepsSource()) {
      throw FaceSearchException.invalid(
          (other.isPresent() ? "picture.index" : "source")
              + ": the index does not keep its documents whole (_source)");
    }
    if (!source.keepsSource()) {
      throw FaceSearchException.invalid(
          "source: the index does not keep its documents whole (_source)");
    }
    return other.map(index -> index.getIndex().getName());
  }

  private static ReembedPlan.Swap swap(Metadata metadata, IndexMetadata source, String alias) {
    String name = source.getIndex().getName();
    if (!alias.equals(name)) {
      IndexAbstraction there = metadata.getIndicesLookup().get(alias);
      boolean own =
          there == null
              || (there.getType() == IndexAbstraction.Type.ALIAS
                  && there.getIndices().stream()
                      .allMatch(index -> index.getIndex().equals(source.getIndex())));
      if (!own) {
        throw FaceSearchException.invalid(
            "alias: [" + alias + "] is neither free nor an alias of [" + name + "] alone");
      }
    }
    return new ReembedPlan.Swap(alias, alias.equals(name), isBlocked(source));
  }

  private static boolean isBlocked(IndexMetadata index) {
    return IndexMetadata.INDEX_BLOCKS_WRITE_SETTING.get(index.getSettings());
  }

  private static void requireFree(String parameter, Metadata metadata, String name) {
    if (metadata.getIndicesLookup().containsKey(name)) {
      throw FaceSearchException.invalid(parameter + ": [" + name + "] exists already");
    }
  }

  private static void requireNoneOfOurs(IndexMetadata source) {
    String name = source.getIndex().getName();
    for (GroupKind kind : GroupKind.values()) {
      GroupIndex.of(kind, source)
          .ifPresent(
              group -> {
                throw FaceSearchException.invalid(
                    "source: ["
                        + name
                        + "] is the group "
                        + group.group()
                        + ", ask for it by group");
              });
    }
    if (!EventSettings.MODEL.get(source.getSettings()).isEmpty()) {
      throw FaceSearchException.invalid(
          "source: [" + name + "] holds events, which keep their vectors as long as they are kept");
    }
    if (name.startsWith(OWN)) {
      throw FaceSearchException.invalid("source: [" + name + "] is an index of the plugin's own");
    }
  }

  /** The one open index that a name means. */
  private static IndexMetadata only(String parameter, Metadata metadata, String name) {
    IndexAbstraction named = metadata.getIndicesLookup().get(name);
    if (named == null) {
      throw new FaceSearchException(
          Reason.NOT_FOUND, parameter + ": there is no index [" + name + "]");
    }
    if (named.getType() == IndexAbstraction.Type.DATA_STREAM
        || named.getParentDataStream() != null
        || named.getIndices().size() != 1) {
      throw FaceSearchException.invalid(parameter + ": [" + name + "] is not one index");
    }
    IndexMetadata index = named.getIndices().getFirst();
    requireOpen(parameter, index);
    return index;
  }

  private static void requireOpen(String parameter, IndexMetadata index) {
    if (index.getState() != IndexMetadata.State.OPEN) {
      throw FaceSearchException.invalid(
          parameter + ": index [" + index.getIndex().getName() + "] is closed");
    }
  }
}
