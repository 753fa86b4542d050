package org.facesearch.models.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.People;
import org.facesearch.models.gallery.Persons;

/** The people of a group of galleries in memory, and photos that a test gives them. */
public final class MemoryPeople implements People {

  private static final int MOST = 1000;

  private final Galleries galleries;
  private final String group;
  private final Map<String, byte[]> photos = new TreeMap<>();

  public MemoryPeople(Galleries galleries, String group) {
    this.galleries = galleries;
    this.group = group;
  }

  /** Keeps a photo of an entry. */
  public void keep(String entry, byte[] photo) {
    photos.put(entry, photo);
  }

  @Override
  public CompletionStage<List<String>> entries(String person) {
    return galleries
        .open(group)
        .thenCompose(faces -> faces.entries(null, null, MOST))
        .thenApply(
            page ->
                page.items().stream()
                    .filter(entry -> Persons.idOf(entry.id(), entry.desc()).equals(person))
                    .map(entry -> entry.id())
                    .toList());
  }

  @Override
  public CompletionStage<Optional<byte[]>> photo(String entry) {
    return CompletableFuture.completedFuture(Optional.ofNullable(photos.get(entry)));
  }

  @Override
  public CompletionStage<Removed> remove(String person) {
    return entries(person)
        .thenCompose(
            entries ->
                galleries
                    .open(group)
                    .thenCompose(faces -> faces.delete(entries))
                    .thenApply(
                        gone ->
                            new Removed(
                                gone, (int) gone.stream().filter(photos::containsKey).count())));
  }
}
