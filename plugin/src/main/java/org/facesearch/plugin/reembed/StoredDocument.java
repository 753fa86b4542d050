package org.facesearch.plugin.reembed;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.SourceDocument;
import org.facesearch.plugin.gallery.StoredBox;
import org.opensearch.action.DocWriteRequest;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.common.collect.Tuple;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.index.VersionType;
import org.opensearch.ingest.IngestService;
import org.opensearch.search.SearchHit;

/**
 * A document of the source. Its vectors stand in the objects that {@code face_embedding} and {@code
 * image_embedding} write, or in objects of the same fields: {@code bounding_box} and {@code
 * picture} beside a vector tell where it is from, {@code model} changes with it.
 */
final class StoredDocument implements SourceDocument {

  private static final String BOX = "bounding_box";
  private static final String PICTURE = "picture";
  private static final String MODEL = "model";

  private final ReembedPlan plan;
  private final String id;
  private final String routing;
  private final long change;
  private final MediaType format;
  private final Map<String, Object> document;
  private final List<FieldPath.Place> vectors;
  private final List<String> pictures;

  private StoredDocument(
      ReembedPlan plan,
      SearchHit hit,
      MediaType format,
      Map<String, Object> document,
      List<String> pictures) {
    this.plan = plan;
    this.id = hit.getId();
    this.routing = ShardPages.routing(hit);
    this.change = ShardPages.change(hit);
    this.format = format;
    this.document = document;
    this.vectors = new FieldPath(plan.vectorField()).in(document);
    this.pictures = pictures;
  }

  /**
   * Reads a hit.
   *
   * @param pictures of the document where they are in another index; empty where they are its own
   */
  static StoredDocument of(ReembedPlan plan, SearchHit hit, Optional<List<String>> pictures) {
    BytesReference source = hit.getSourceRef();
    MediaType format = format(source);
    Tuple<? extends MediaType, Map<String, Object>> parsed =
        XContentHelper.convertToMap(source, true, format);
    return new StoredDocument(
        plan, hit, format, parsed.v2(), pictures.orElseGet(() -> pictures(plan, parsed.v2())));
  }

  @SuppressWarnings("deprecation") // nothing else tells how a stored document is written
  private static MediaType format(BytesReference source) {
    return MediaTypeRegistry.xContentType(source);
  }

  /** The texts of the pictures in a document. */
  static List<String> pictures(ReembedPlan plan, Map<String, Object> document) {
    List<String> texts = new ArrayList<>();
    for (FieldPath.Place place : new FieldPath(plan.pictures().field()).in(document)) {
      if (place.value() instanceof List<?> list) {
        list.forEach(one -> texts.add(text(one)));
      } else {
        texts.add(text(place.value()));
      }
    }
    return texts;
  }

  /** A group keeps its photos as bytes, which JSON would show in base64. */
  private static String text(Object picture) {
    return picture instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : String.valueOf(picture);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> pictures() {
    return pictures;
  }

  @Override
  public List<Spot> spots() {
    return vectors.stream().map(this::spot).toList();
  }

  private Spot spot(FieldPath.Place vector) {
    Object position = vector.object().get(vector.beside(PICTURE));
    return new Spot(
        position instanceof Number number ? number.intValue() : 0,
        plan.to().faces()
            ? StoredBox.read(vector.object().get(vector.beside(BOX)))
            : Optional.empty());
  }

  /** The write of it with its new vectors; what has none of them loses its old one. */
  DocWriteRequest<?> with(List<Optional<float[]>> made) {
    for (int i = 0; i < made.size(); i++) {
      FieldPath.Place place = vectors.get(i);
      String model = place.beside(MODEL);
      boolean named = plan.from().equals(place.object().get(model));
      if (made.get(i).isPresent()) {
        place.object().put(place.key(), made.get(i).get());
        if (named) {
          place.object().put(model, plan.to().id());
        }
      } else {
        place.object().remove(place.key());
        if (named) {
          place.object().remove(model);
        }
      }
    }
    return new IndexRequest(plan.dest())
        .id(id)
        .routing(routing)
        .source(document, format)
        .setPipeline(IngestService.NOOP_PIPELINE_NAME)
        .version(change)
        .versionType(VersionType.EXTERNAL_GTE);
  }

  /** The removal of what an earlier state of it may have left. */
  DocWriteRequest<?> without() {
    return new DeleteRequest(plan.dest(), id)
        .routing(routing)
        .version(change)
        .versionType(VersionType.EXTERNAL_GTE);
  }
}
