package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;

/** How requests and answers look where groups of one kind differ from those of another. */
enum GroupShape {
  /** Sections 2.1 to 2.15. */
  FACES(GroupKind.FACE, "faces") {
    @Override
    BoundingBox box(Fields image) {
      return EntryBody.box(image);
    }

    @Override
    boolean rejectsBadFaces(Fields body) {
      return body.object("params").bool("reject_bad_face", false);
    }

    @Override
    boolean usesQuality(Fields body) {
      return body.bool("use_quality", false);
    }

    @Override
    String clusterGroup(Fields body) {
      return body.string("cluster_group", "");
    }

    @Override
    void write(List<SearchGroups.SubjectResult> picture, Hits hits, XContentBuilder body)
        throws IOException {
      body.startObject().startArray("faces");
      for (SearchGroups.SubjectResult face : picture) {
        body.startObject();
        EntryBody.write(face.box(), body);
        hits.write(face.hits(), body);
        body.endObject();
      }
      body.endArray().endObject();
    }
  },

  /** Sections 1.1 to 1.10. What only faces have is not read, as any unknown field. */
  IMAGES(GroupKind.IMAGE, "results") {
    @Override
    BoundingBox box(Fields image) {
      return null;
    }

    @Override
    boolean rejectsBadFaces(Fields body) {
      return false;
    }

    @Override
    boolean usesQuality(Fields body) {
      return false;
    }

    @Override
    String clusterGroup(Fields body) {
      // Not adding what the client wants added must not look like success.
      if (body.any("cluster_group") != null && !"".equals(body.any("cluster_group"))) {
        throw FaceSearchException.invalid("cluster_group is for groups of faces only");
      }
      return "";
    }

    @Override
    void write(List<SearchGroups.SubjectResult> picture, Hits hits, XContentBuilder body)
        throws IOException {
      body.startObject();
      hits.write(picture.getFirst().hits(), body);
      body.endObject();
    }
  };

  private final GroupKind kind;
  private final String hits;

  GroupShape(GroupKind kind, String hits) {
    this.kind = kind;
    this.hits = hits;
  }

  static GroupShape of(GroupKind kind) {
    return switch (kind) {
      case FACE -> FACES;
      case IMAGE -> IMAGES;
    };
  }

  GroupKind kind() {
    return kind;
  }

  /** Where the groups are. */
  String path() {
    return "/v1/" + kind.text() + "/groups";
  }

  /** What the list of hits is called. */
  String hits() {
    return hits;
  }

  /** Where the caller says that the face is; {@code null} where that is not said. */
  abstract BoundingBox box(Fields image);

  abstract boolean rejectsBadFaces(Fields body);

  abstract boolean usesQuality(Fields body);

  /** The group that gets what no group knows; empty where there is none. */
  abstract String clusterGroup(Fields body);

  /** Writes the list of hits, with its name. */
  interface Hits {
    void write(List<SearchGroups.Hit> hits, XContentBuilder body) throws IOException;
  }

  /** Writes what was found of one picture. */
  abstract void write(List<SearchGroups.SubjectResult> picture, Hits hits, XContentBuilder body)
      throws IOException;
}
