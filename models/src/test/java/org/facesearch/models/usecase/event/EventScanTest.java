package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.testing.MemoryEventLog;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.event.EventScan.Asked;
import org.facesearch.models.usecase.event.EventScan.Limits;
import org.facesearch.models.usecase.event.EventScan.Page;
import org.junit.jupiter.api.Test;

/**
 * Where pages end. Vectors have 2 dimensions: an event is alike to the probe, the first axis, or
 * lies on the second one.
 */
class EventScanTest {

  private static final EventWindow ALWAYS =
      new EventWindow(-Double.MAX_VALUE, true, Double.MAX_VALUE, true, Set.of());
  private static final String MODEL = "a-model";
  private static final float[] PROBE = {1, 0};
  private static final Set<String> ANY = Set.of();

  private final MemoryEventLog log = new MemoryEventLog();
  private int number;

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static FaceSearchException refused(CompletionStage<?> stage) {
    CompletionException error = assertThrows(CompletionException.class, () -> join(stage));
    return (FaceSearchException) Causes.of(error);
  }

  private FaceEvent event(double time, boolean alike, String device, String model) {
    // Ids in no order of time.
    String id = Integer.toHexString(number++ * 0x9E3779B1) + "-" + number;
    return new FaceEvent(
        id,
        time,
        Identity.STRANGER,
        0,
        Map.of(EventFields.DEVICE, device),
        Map.of(),
        Map.of(),
        "",
        "",
        model,
        alike ? PROBE : new float[] {0, 1});
  }

  /** Events of one time each, {@code +} for one that is alike. */
  private void at(double time, String alike) {
    alike.chars().forEach(c -> join(log.add(event(time, c == '+', "d", MODEL))));
    join(log.catchUp(ALWAYS));
  }

  private static Asked asked(double from, double to, boolean newestFirst) {
    return asked(new EventWindow(from, true, to, true, ANY), newestFirst);
  }

  private static Asked asked(EventWindow window, boolean newestFirst) {
    return new Asked(window, newestFirst, MODEL, PROBE, 0.5);
  }

  private Page page(Asked asked, int scanned, int found) {
    return join(new EventScan(log, new Limits(scanned, found, 100)).page(asked));
  }

  private static List<Double> times(Page page) {
    return page.found().stream().map(seen -> seen.timestamp()).toList();
  }

  private void assertPage(Page page, List<Double> times, double end, boolean more) {
    assertEquals(times, times(page));
    assertEquals(end, page.end());
    assertEquals(more, page.more());
  }

  @Test
  void whatFitsInIsOnePage() {
    at(1, "+-");
    at(2, "-+");
    assertPage(page(asked(0, 9, true), 4, 2), List.of(2.0, 1.0), 0, false);
    assertPage(page(asked(0, 9, false), 4, 2), List.of(1.0, 2.0), 9, false);
    assertPage(page(asked(1.5, 9, true), 4, 2), List.of(2.0), 1.5, false);
    assertPage(page(asked(3, 9, true), 4, 2), List.of(), 3, false);
  }

  @Test
  void theEndsOfTheWindowBelongToIt() {
    at(1, "+");
    at(2, "+");
    assertEquals(List.of(2.0, 1.0), times(page(asked(1, 2, true), 9, 9)));
  }

  @Test
  void aPageOfManyScannedEndsAfterTheLastThatFits() {
    at(1, "+");
    at(2, "+");
    at(3, "--");
    at(4, "+-");
    assertPage(page(asked(0, 9, true), 4, 9), List.of(4.0), 3, true);
    assertPage(page(asked(0, 9, false), 2, 9), List.of(1.0, 2.0), 2, true);
  }

  @Test
  void aGroupThatDoesNotFitInIsLeftToTheNextPage() {
    at(1, "+");
    at(2, "+++");
    at(3, "+");
    assertPage(page(asked(0, 9, true), 3, 9), List.of(3.0), 3, true);
    assertPage(page(asked(0, 9, false), 2, 9), List.of(1.0), 1, true);
  }

  @Test
  void aGroupThatIsLongerThanAPageIsScannedWhole() {
    at(1, "+");
    at(2, "+--+");
    assertPage(page(asked(0, 9, true), 3, 9), List.of(2.0, 2.0), 2, true);
    assertPage(page(asked(1.5, 9, true), 3, 9), List.of(2.0, 2.0), 1.5, false);
    at(3, "+");
    assertPage(page(asked(1.5, 9, false), 3, 9), List.of(2.0, 2.0), 2, true);
    assertPage(page(asked(1.5, 2, false), 3, 9), List.of(2.0, 2.0), 2, false);
  }

  @Test
  void aPageOfManyFoundEndsBeforeTheGroupThatIsTooMuch() {
    at(1, "+");
    at(2, "++");
    at(3, "-");
    at(4, "+");
    assertPage(page(asked(0, 9, true), 99, 2), List.of(4.0), 4, true);
    assertPage(page(asked(0, 9, false), 99, 2), List.of(1.0), 1, true);
  }

  @Test
  void aGroupOfWhichTooManyAreFoundIsAPageOfItsOwn() {
    at(1, "+");
    at(2, "+-+++");
    at(3, "-");
    assertPage(page(asked(0, 9, true), 99, 3), List.of(2.0, 2.0, 2.0, 2.0), 2, true);
    assertPage(page(asked(1.5, 9, true), 99, 3), List.of(2.0, 2.0, 2.0, 2.0), 1.5, false);
    // The events at its far side are not alike, and yet beyond it.
    assertPage(page(asked(1.5, 9, false), 99, 3), List.of(2.0, 2.0, 2.0, 2.0), 2, true);
  }

  @Test
  void moreThanCanBeGivenOfOneTimeIsRefused() {
    at(1, "+".repeat(101));
    FaceSearchException tooMany =
        refused(new EventScan(log, new Limits(9, 9, 100)).page(asked(0, 9, true)));
    assertEquals(FaceSearchException.Reason.INVALID, tooMany.reason());
    assertTrue(tooMany.getMessage().contains("more than 100 events of one time"));
    assertEquals(
        101,
        join(new EventScan(log, new Limits(9, 9, 101)).page(asked(0, 9, true))).found().size());
  }

  @Test
  void vectorsOfAnotherModelInTheWindowAreRefused() {
    at(1, "+");
    join(log.add(event(2, true, "d", "older")));
    at(3, "+");
    FaceSearchException other =
        refused(new EventScan(log, new Limits(9, 9, 9)).page(asked(0, 9, true)));
    assertEquals(FaceSearchException.Reason.CONFLICT, other.reason());
    assertTrue(other.getMessage().contains("older") && other.getMessage().contains(MODEL));
    assertEquals(List.of(3.0), times(page(asked(2.5, 9, true), 9, 9)));
  }

  /** A log of many events that have gone when their times are read. */
  private static final class Vanishing implements EventLog {
    @Override
    public CompletionStage<Void> add(FaceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> catchUp(EventWindow window) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Counted> count(EventWindow window, int most) {
      return CompletableFuture.completedFuture(new Counted(most, List.of(MODEL)));
    }

    @Override
    public CompletionStage<List<Double>> times(
        EventWindow window, boolean newestFirst, int from, int size) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<Seen>> alike(
        EventWindow window,
        boolean newestFirst,
        String model,
        float[] probe,
        double minCosine,
        int most) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  @Test
  void eventsThatAreDeletedAfterTheyWereCountedDoNoHarm() {
    Page page = join(new EventScan(new Vanishing(), new Limits(9, 9, 9)).page(asked(0, 9, true)));
    assertPage(page, List.of(), 0, false);
  }

  /** What is expected of a page, computed from all events in another way: by whole groups. */
  private static Page expected(List<FaceEvent> all, Asked asked, Limits limits) {
    Comparator<Double> order =
        asked.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    TreeMap<Double, List<FaceEvent>> groups = new TreeMap<>(order);
    EventWindow window = asked.window();
    for (FaceEvent event : all) {
      double time = event.timestamp();
      boolean after = window.fromIncluded() ? time >= window.from() : time > window.from();
      boolean before = window.toIncluded() ? time <= window.to() : time < window.to();
      Set<String> devices = window.devices();
      if (after
          && before
          && (devices.isEmpty() || devices.contains(event.epInfo().get(EventFields.DEVICE)))) {
        groups.computeIfAbsent(time, none -> new ArrayList<>()).add(event);
      }
    }
    int scanned = 0;
    List<EventLog.Seen> found = new ArrayList<>();
    double end = Double.NaN;
    boolean first = true;
    for (Map.Entry<Double, List<FaceEvent>> group : groups.entrySet()) {
      List<EventLog.Seen> alike =
          group.getValue().stream()
              .filter(event -> event.vector()[0] == 1)
              .sorted(Comparator.comparing(FaceEvent::id))
              .map(
                  event ->
                      new EventLog.Seen(event.timestamp(), Map.of(EventFields.ID, event.id()), 1))
              .toList();
      scanned += group.getValue().size();
      if (!first && scanned > limits.scanned()) {
        return new Page(found, end, true);
      }
      if (!found.isEmpty() && found.size() + alike.size() > limits.found()) {
        return new Page(found, found.getLast().timestamp(), true);
      }
      found.addAll(alike);
      end = group.getKey();
      first = false;
      boolean last = group.getKey().equals(groups.lastKey());
      if (!last && (scanned > limits.scanned() || found.size() > limits.found())) {
        return new Page(found, end, true);
      }
    }
    return new Page(found, asked.farEnd(), false);
  }

  private static List<Object> ids(Page page) {
    return page.found().stream().map(seen -> seen.fields().get(EventFields.ID)).toList();
  }

  @Test
  void pagesAreWhatComparingAllByHandGives() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      MemoryEventLog events = new MemoryEventLog();
      int times = 1 + random.nextInt(40);
      int count = random.nextInt(300);
      double alike = random.nextDouble();
      for (int i = 0; i < count; i++) {
        join(
            events.add(
                event(
                    random.nextInt(times) / 4.0,
                    random.nextDouble() < alike,
                    "d" + random.nextInt(3),
                    MODEL)));
      }
      join(events.catchUp(ALWAYS));
      Limits limits = new Limits(1 + random.nextInt(40), 1 + random.nextInt(20), 1000);
      Set<String> devices = random.nextBoolean() ? ANY : Set.of("d0", "d2");
      EventWindow window =
          new EventWindow(random.nextInt(3), true, times / 4.0 - random.nextInt(2), true, devices);
      Asked asked = asked(window, random.nextBoolean());
      EventScan scan = new EventScan(events, limits);
      for (boolean more = !window.empty(); more; ) {
        Page page = join(scan.page(asked));
        Page expected = expected(events.all(), asked, limits);
        String which = "seed " + seed + " " + asked.window() + " " + limits;
        assertEquals(ids(expected), ids(page), which);
        assertEquals(expected.more(), page.more(), which);
        assertEquals(expected.end(), page.end(), which);
        asked = asked.in(asked.beyond(page.end()));
        more = page.more();
      }
    }
  }

  /**
   * Events come in while pages are read and between them, into times that were read and into those
   * that were not.
   */
  @Test
  void nothingIsLostOrRepeatedWhileEventsComeIn() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      MemoryEventLog events = new MemoryEventLog();
      for (int i = 0; i < 100; i++) {
        join(events.add(event(random.nextInt(20), random.nextBoolean(), "d", MODEL)));
      }
      Set<String> before = new HashSet<>();
      events.all().stream().filter(e -> e.vector()[0] == 1).forEach(e -> before.add(e.id()));
      events.beforeSearch(
          () -> {
            if (random.nextInt(3) == 0) {
              join(events.add(event(random.nextInt(20), random.nextBoolean(), "d", MODEL)));
              join(events.catchUp(ALWAYS));
            }
          });
      boolean newestFirst = random.nextBoolean();
      Asked asked = asked(0, 20, newestFirst);
      EventScan scan = new EventScan(events, new Limits(7, 3, 1000));
      List<Object> seen = new ArrayList<>();
      Set<Object> owed = new HashSet<>(before);
      for (boolean more = true; more; ) {
        join(events.catchUp(ALWAYS));
        Asked left = asked;
        events.all().stream()
            .filter(e -> e.vector()[0] == 1)
            .filter(
                e -> left.window().to() >= e.timestamp() && e.timestamp() >= left.window().from())
            .filter(e -> left.window().toIncluded() || e.timestamp() < left.window().to())
            .filter(e -> left.window().fromIncluded() || e.timestamp() > left.window().from())
            .forEach(e -> owed.add(e.id()));
        Page page = join(scan.page(asked));
        seen.addAll(ids(page));
        more = page.more();
        asked = asked.in(asked.beyond(page.end()));
      }
      assertEquals(seen.size(), new HashSet<>(seen).size(), "seed " + seed);
      assertTrue(seen.containsAll(owed), "seed " + seed);
    }
  }
}
