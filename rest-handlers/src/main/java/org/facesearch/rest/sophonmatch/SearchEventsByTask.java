package org.facesearch.rest.sophonmatch;

import java.util.function.Function;
import org.facesearch.models.usecase.event.SearchEvents;
import org.opensearch.tasks.Task;

/**
 * Gives each task a use case of its own, whose searches are the task's children and end with it.
 */
public final class SearchEventsByTask {

  private final Function<Task, SearchEvents> useCases;

  public SearchEventsByTask(Function<Task, SearchEvents> useCases) {
    this.useCases = useCases;
  }

  SearchEvents of(Task task) {
    return useCases.apply(task);
  }
}
