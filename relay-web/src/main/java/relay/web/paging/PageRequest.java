package relay.web.paging;

import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import relay.web.problem.Problem;

/**
 * How much of a list is asked for, and from where on. A cursor holds the place of the last entry of
 * the page before, so pages neither repeat nor leave out what comes and goes between them; clients
 * know nothing of that. To be given to an operation as a {@link jakarta.ws.rs.BeanParam}.
 */
public class PageRequest {
  public static final int LIMIT_DEFAULT = 100;
  public static final int LIMIT_MAX = 1_000;
  private static final int CURSOR_CHARS_MAX = 4_000;
  private static final int SKIPPED_MAX = 1_000_000;
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";

  @QueryParam(LIMIT)
  String limit;

  @QueryParam(CURSOR)
  String cursor;

  /** Reads entries of a list whose places are nothing but their numbers. */
  public interface Numbered<T> {
    /** At most so many of those behind the first ones. */
    List<T> read(int skipped, int most);
  }

  /** Most entries of the page. */
  public int limit() {
    try {
      int most = limit == null || limit.isEmpty() ? LIMIT_DEFAULT : Integer.parseInt(limit);
      if (most >= 1 && most <= LIMIT_MAX) {
        return most;
      }
    } catch (NumberFormatException e) {
      throw limitRule();
    }
    throw limitRule();
  }

  private static Problem limitRule() {
    return Problem.in(400, LIMIT, "must be a number from 1 to " + LIMIT_MAX);
  }

  /** The place behind which the page begins; empty: at the beginning. */
  public Optional<String> after() {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    if (cursor.length() > CURSOR_CHARS_MAX) {
      throw unknownCursor();
    }
    try {
      byte[] place = Base64.getUrlDecoder().decode(cursor);
      return Optional.of(new String(place, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw unknownCursor();
    }
  }

  /** What to throw for a place that is none of the list's. */
  public static Problem unknownCursor() {
    return Problem.in(400, CURSOR, "must be the next_cursor of the page before");
  }

  /** A time as a part of a place: as texts sort, so do the times. */
  public static String place(Instant at) {
    return String.format(Locale.ROOT, "%012d%09d", at.getEpochSecond(), at.getNano());
  }

  /** The page of a whole list in the order of places. */
  public <T> Page<T> ascending(Collection<T> all, Function<T, String> place) {
    return inOrder(all, place, Comparator.naturalOrder());
  }

  /** The page of a whole list, greatest places first. */
  public <T> Page<T> descending(Collection<T> all, Function<T, String> place) {
    return inOrder(all, place, Comparator.reverseOrder());
  }

  private <T> Page<T> inOrder(
      Collection<T> all, Function<T, String> place, Comparator<String> order) {
    String from = after().orElse(null);
    return first(
        all.stream()
            .filter(entry -> from == null || order.compare(place.apply(entry), from) > 0)
            .sorted(Comparator.comparing(place, order))
            .limit(limit() + 1L)
            .toList(),
        place);
  }

  /**
   * The page of entries that are in order and begin where it begins.
   *
   * @param entries one more than the {@link #limit()} when there is a page behind this one
   */
  public <T> Page<T> first(List<T> entries, Function<T, String> place) {
    int most = limit();
    return entries.size() <= most
        ? new Page<>(entries, Optional.empty())
        : new Page<>(
            entries.subList(0, most), Optional.of(cursor(place.apply(entries.get(most - 1)))));
  }

  /** The page of a list that is counted anew each time; what grows between pages may be in two. */
  public <T> Page<T> counted(Numbered<T> list) {
    int skipped = after().map(PageRequest::number).orElse(0);
    int most = limit();
    List<T> entries = list.read(skipped, most + 1);
    return first(entries, last -> Integer.toString(skipped + most));
  }

  private static int number(String place) {
    try {
      int number = Integer.parseInt(place);
      if (number >= 0 && number <= SKIPPED_MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw unknownCursor();
    }
    throw unknownCursor();
  }

  /** The cursor for a place. */
  public static String cursor(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }
}
