package org.facesearch.models.usecase.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.facesearch.models.event.Identity;
import org.facesearch.models.gallery.Persons;
import org.facesearch.models.gallery.StoredEntry;

/**
 * Who an entry of the identity gallery is a photo of. The entry's {@code desc} is the {@code
 * identity_info}; several entries with one {@code identity_id} in it are one person.
 *
 * <ul>
 *   <li>id: see {@link Persons}
 *   <li>name: {@code desc.name}, {@code desc.user_name} or {@code desc.identity_name}, the first
 *       that is a string; else the id
 *   <li>person type: {@code desc.person_type} if it is a whole number from 1 to 5; else 1
 * </ul>
 */
final class EntryIdentity {

  /** The field of an identity's info that names the entry whose photo was the nearest. */
  static final String IMAGE_ID = "image_id";

  private static final int MOST_TYPE = 5;

  private EntryIdentity() {}

  /**
   * All that is known of the person.
   *
   * @param faces ids of all entries of the person
   */
  static Identity of(StoredEntry entry, List<String> faces) {
    String id = Persons.idOf(entry.id(), entry.desc());
    Map<String, Object> info = new LinkedHashMap<>(info(entry));
    String name =
        Stream.of("name", "user_name", "identity_name")
            .map(info::get)
            .filter(value -> value instanceof String text && !text.isEmpty())
            .map(String.class::cast)
            .findFirst()
            .orElse(id);
    int type = type(info.get("person_type"));
    info.put(IMAGE_ID, entry.id());
    info.put("face_ids", List.copyOf(faces));
    return new Identity(name, id, info, type);
  }

  private static Map<String, Object> info(StoredEntry entry) {
    Map<String, Object> info = new LinkedHashMap<>();
    if (entry.desc() instanceof Map<?, ?> desc) {
      desc.forEach((name, value) -> info.put(String.valueOf(name), value));
    }
    return info;
  }

  private static int type(Object given) {
    boolean whole = given instanceof Integer || given instanceof Long;
    long type = whole ? ((Number) given).longValue() : 0;
    return type >= 1 && type <= MOST_TYPE ? (int) type : Identity.EMPLOYEE;
  }
}
