package org.facesearch.plugin.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Persons;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.Subject;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * An entry as a document. Written in SMILE, where a vector takes half the room it takes in JSON.
 */
final class EntryDocument {

  /** The fields that a listing or a search needs: neither the vector nor the photo. */
  static final String[] LISTED = {GroupIndex.ID, GroupIndex.TAG, GroupIndex.DESC, GroupIndex.BOX};

  private EntryDocument() {}

  static XContentBuilder write(Entry entry, Instant now) {
    try {
      XContentBuilder body = XContentFactory.smileBuilder().startObject();
      Subject subject = entry.subject();
      writeListed(entry.stored(), body);
      if (subject.quality() != null) {
        body.field(GroupIndex.QUALITY, quality(subject));
      }
      if (subject.box() != null) {
        body.field(GroupIndex.IDENTITY, Persons.idOf(entry.id(), entry.desc()));
      }
      if (subject.photo() != null) {
        body.field(GroupIndex.PHOTO, subject.photo());
      }
      body.array(GroupIndex.VECTOR, subject.vector());
      return body.field(GroupIndex.CREATED, now.toString()).endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields that {@link #read} reads, without braces. */
  static void writeListed(StoredEntry entry, XContentBuilder body) throws IOException {
    body.field(GroupIndex.ID, entry.id())
        .field(GroupIndex.TAG, entry.tag())
        .field(GroupIndex.DESC, entry.desc());
    if (entry.box() != null) {
      body.field(GroupIndex.BOX, box(entry.box()));
    }
  }

  /** Puts what a new picture has in the place of what a document had of its old one. */
  static void replaceSubject(Map<String, Object> document, Subject subject) {
    replace(document, GroupIndex.BOX, subject.box() == null ? null : box(subject.box()));
    replace(document, GroupIndex.QUALITY, subject.quality() == null ? null : quality(subject));
    document.put(GroupIndex.VECTOR, subject.vector());
    replace(document, GroupIndex.PHOTO, subject.photo());
  }

  /** Puts another {@code desc} in the place of a document's, which may make it somebody else's. */
  static void replaceDesc(String id, Map<String, Object> document, Object desc) {
    document.put(GroupIndex.DESC, desc);
    if (document.containsKey(GroupIndex.IDENTITY)) {
      document.put(GroupIndex.IDENTITY, Persons.idOf(id, desc));
    }
  }

  private static void replace(Map<String, Object> document, String field, Object value) {
    if (value == null) {
      document.remove(field);
    } else {
      document.put(field, value);
    }
  }

  private static Map<String, Object> box(BoundingBox box) {
    return box.score() == null
        ? Map.of("pts", box.pts())
        : Map.of("pts", box.pts(), "score", box.score());
  }

  private static Map<String, Object> quality(Subject subject) {
    return Map.of(
        "quality",
        subject.quality().quality().text(),
        "orientation",
        subject.quality().orientation().text());
  }

  /** Reads a document back; the group may be filled by others, so any field may be missing. */
  static StoredEntry read(String id, Map<String, Object> document) {
    return new StoredEntry(
        document.get(GroupIndex.ID) instanceof String given ? given : id,
        document.get(GroupIndex.TAG) instanceof String tag ? tag : "",
        document.get(GroupIndex.DESC),
        StoredBox.read(document.get(GroupIndex.BOX)).orElse(null));
  }
}
