package org.facesearch.plugin.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.FacePatch;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredFace;
import org.facesearch.models.gallery.TagCount;
import org.opensearch.transport.client.Client;

/** One group. */
final class IndexGallery implements Gallery {

  private final GroupIndex group;
  private final BooleanSupplier exists;
  private final GroupWrites writes;
  private final GroupListing listing;
  private final GroupSearch search;

  IndexGallery(Client client, GroupIndex group, BooleanSupplier exists) {
    this.exists = exists;
    this.group = group;
    this.writes = new GroupWrites(client, group);
    this.listing = new GroupListing(client, group);
    this.search = new GroupSearch(client, group);
  }

  @Override
  public String name() {
    return group.group();
  }

  @Override
  public String model() {
    return group.model();
  }

  @Override
  public long capacity() {
    return group.capacity();
  }

  @Override
  public CompletionStage<Void> add(FaceEntry entry) {
    return whileItExists(writes.add(entry));
  }

  @Override
  public CompletionStage<Void> update(String id, FacePatch patch) {
    return whileItExists(writes.update(id, patch));
  }

  @Override
  public CompletionStage<List<String>> delete(List<String> ids) {
    return whileItExists(writes.delete(ids));
  }

  @Override
  public CompletionStage<GalleryInfo> info() {
    return whileItExists(listing.info());
  }

  @Override
  public CompletionStage<List<List<Match>>> nearest(
      List<float[]> probes, int limit, double minCosine) {
    return whileItExists(search.nearest(probes, limit, minCosine));
  }

  @Override
  public CompletionStage<Page<StoredFace>> faces(String tag, String after, int limit) {
    return whileItExists(listing.faces(tag, after, limit));
  }

  @Override
  public CompletionStage<Page<TagCount>> tags(String after, int limit) {
    return whileItExists(listing.tags(after, limit));
  }

  /** A call that was overtaken by the group's removal fails in many ways, and for one reason. */
  private <T> CompletionStage<T> whileItExists(CompletionStage<T> call) {
    return call.exceptionally(
        error -> {
          throw exists.getAsBoolean()
              ? Stages.rethrown(error)
              : new FaceSearchException(Reason.NOT_FOUND, IndexGalleries.NO_GROUP, error);
        });
  }
}
