package org.facesearch.plugin.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.Settled;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.gallery.TagCount;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.transport.client.Client;

/** One group. */
final class IndexGallery implements Gallery {

  private final GroupIndex group;
  private final Presence presence;
  private final GroupWrites writes;
  private final GroupListing listing;
  private final GroupMatching matching;
  private final Supplier<CompletionStage<Snapshot>> snapshot;

  IndexGallery(Client client, GroupIndex group, IndexMetadata index, Presence presence) {
    this.presence = presence;
    this.group = group;
    this.writes = new GroupWrites(client, group);
    this.listing = new GroupListing(client, group);
    this.matching = new GroupMatching(client, group, index);
    this.snapshot =
        () ->
            IndexSnapshot.open(
                client, group, new GroupReads(client, group), presence, SearchCost.MEASURED);
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
  public CompletionStage<Void> add(Entry entry) {
    return presence.during(writes.add(entry));
  }

  @Override
  public CompletionStage<Void> update(String id, EntryPatch patch) {
    return presence.during(writes.update(id, patch));
  }

  @Override
  public CompletionStage<List<String>> delete(List<String> ids) {
    return presence.during(writes.delete(ids));
  }

  @Override
  public CompletionStage<GalleryInfo> info() {
    return presence.during(listing.info());
  }

  @Override
  public CompletionStage<List<Settled>> matchOrAdd(
      List<Subject> faces, int limit, double minCosine) {
    return presence.during(matching.matchOrAdd(faces, limit, minCosine));
  }

  @Override
  public CompletionStage<Page<StoredEntry>> entries(String tag, String after, int limit) {
    return presence.during(listing.entries(tag, after, limit));
  }

  @Override
  public CompletionStage<Snapshot> snapshot() {
    return presence.during(snapshot.get());
  }

  @Override
  public CompletionStage<Page<TagCount>> tags(String after, int limit) {
    return presence.during(listing.tags(after, limit));
  }
}
