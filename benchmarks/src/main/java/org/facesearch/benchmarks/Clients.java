package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Several clients that work side by side. */
final class Clients {

  /** One of something, by one of the clients. */
  interface Task {
    void run(int client, int number) throws Exception;
  }

  private final int count;

  Clients(int count) {
    this.count = count;
  }

  /** Shares so many tasks among them; returns when all are done. */
  void share(int tasks, Task task) throws Exception {
    AtomicInteger next = new AtomicInteger();
    run(
        client -> {
          for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            task.run(client, i);
          }
          return 0;
        });
  }

  /** Each does one after the other for so long; gives how many were done in a second. */
  double perSecond(int millis, Task task) throws Exception {
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000L;
    int done =
        run(
            client -> {
              int number = 0;
              do {
                // Not all of them at the same probe.
                task.run(client, client * 37 + number);
                number++;
              } while (System.nanoTime() < end);
              return number;
            });
    return done / ((System.nanoTime() - begin) / 1e9);
  }

  private interface Work {
    int run(int client) throws Exception;
  }

  private int run(Work work) throws Exception {
    List<Future<Integer>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        int client = i;
        Callable<Integer> call = () -> work.run(client);
        running.add(threads.submit(call));
      }
      int sum = 0;
      for (Future<Integer> one : running) {
        sum += one.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }
}
