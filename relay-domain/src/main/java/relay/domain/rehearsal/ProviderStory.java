package relay.domain.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened at one provider in a rehearsal, in all and by the hour. For one thread. */
public final class ProviderStory {
  private static final int NOTES_MAX = 3;
  private final String model;
  private final List<Hour> hours = new ArrayList<>();
  private long recipients;
  private long ended;
  private Optional<Duration> doneAfter = Optional.empty();

  /** One hour, the first being 0. */
  public static final class Hour {
    private final int number;
    private final List<String> restrictions = new ArrayList<>();
    private long delivered;
    private long deferrals;
    private long bounced;
    private long expired;
    private long moves;

    Hour(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    /** Recipients who have it. */
    public long delivered() {
      return delivered;
    }

    /** Attempts in vain, one for each recipient. */
    public long deferrals() {
      return deferrals;
    }

    /** Recipients who will never have it. */
    public long bounced() {
      return bounced;
    }

    /** Recipients for whom there was no time left. */
    public long expired() {
      return expired;
    }

    /** How often somebody had to wait for a place or a limit, one for each recipient. */
    public long moves() {
      return moves;
    }

    /** What the relay held itself to by what the servers said, at the end of the hour. */
    public List<String> restrictions() {
      return List.copyOf(restrictions);
    }
  }

  ProviderStory(String model) {
    this.model = model;
  }

  public String model() {
    return model;
  }

  public long recipients() {
    return recipients;
  }

  /** When nobody was left; empty where somebody is. */
  public Optional<Duration> doneAfter() {
    return doneAfter;
  }

  /** Each hour up to the last in which something happened. */
  public List<Hour> hours() {
    return List.copyOf(hours);
  }

  /** All hours together, as the hour -1. */
  public Hour sum() {
    Hour sum = new Hour(-1);
    for (Hour hour : hours) {
      sum.delivered += hour.delivered;
      sum.deferrals += hour.deferrals;
      sum.bounced += hour.bounced;
      sum.expired += hour.expired;
      sum.moves += hour.moves;
    }
    return sum;
  }

  void expect(int more) {
    recipients += more;
  }

  void delivered(int count, long millis) {
    at(millis).delivered += count;
    end(count, millis);
  }

  void bounced(int count, long millis) {
    at(millis).bounced += count;
    end(count, millis);
  }

  void expired(int count, long millis) {
    at(millis).expired += count;
    end(count, millis);
  }

  void deferred(int count, long millis) {
    at(millis).deferrals += count;
  }

  void moved(int count, long millis) {
    at(millis).moves += count;
  }

  /** Notes a restriction of a flow; of many the first are enough. */
  void restricted(String what, long millis) {
    List<String> known = at(millis).restrictions;
    if (known.size() < NOTES_MAX && !known.contains(what)) {
      known.add(what);
    }
  }

  private void end(int count, long millis) {
    ended += count;
    if (ended == recipients) {
      doneAfter = Optional.of(Duration.ofMillis(millis));
    }
  }

  private Hour at(long millis) {
    int hour = (int) Duration.ofMillis(millis).toHours();
    while (hours.size() <= hour) {
      hours.add(new Hour(hours.size()));
    }
    return hours.get(hour);
  }
}
