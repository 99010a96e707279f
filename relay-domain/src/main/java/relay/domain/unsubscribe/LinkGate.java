package relay.domain.unsubscribe;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import relay.domain.journal.JournalUnavailable;
import relay.domain.quota.ClientMeters;
import relay.domain.suppression.SuppressionsUnavailable;
import relay.domain.view.ViewUnavailable;

/**
 * Bounds what strangers can make the relay do by links: how many that prove nothing a client may
 * try, and how many that are genuine are worked on at a time. Thread-safe.
 */
public final class LinkGate {
  private final Supplier<UnsubscribeSettings> settings;
  private final InstantSource clock;
  private final ClientMeters wrong = new ClientMeters();
  private final AtomicInteger working = new AtomicInteger();

  public LinkGate(Supplier<UnsubscribeSettings> settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Counts a link that proves nothing; false when the client has tried too many. */
  public boolean takeWrong(InetAddress client) {
    return wrong.take(client, settings.get().wrongPerMinute(), clock.instant());
  }

  /**
   * Works on a genuine link.
   *
   * @param later what is answered while too many are worked on, or what the work needs is away
   */
  public <T> T work(Supplier<T> work, T later) {
    if (working.incrementAndGet() > settings.get().atOnce()) {
      working.decrementAndGet();
      return later;
    }
    try {
      return work.get();
    } catch (ViewUnavailable | SuppressionsUnavailable | JournalUnavailable e) {
      return later;
    } finally {
      working.decrementAndGet();
    }
  }
}
