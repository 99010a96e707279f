package relay.domain.tracking;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.journal.MailEvent;
import relay.domain.quota.ClientMeters;
import relay.domain.quota.Meter;
import relay.domain.quota.RateLimit;
import relay.domain.tracking.LinkVerdict.Expired;
import relay.domain.tracking.LinkVerdict.Genuine;

/**
 * Where tracked links and pictures come back. Asks neither database nor DNS; a genuine link leads
 * on whatever becomes of the record of it. Thread-safe.
 */
public final class TrackingDoor {
  private final TrackedLinks links;
  private final VisitJudge judge;
  private final VisitLog log;
  private final Supplier<TrackingSettings> settings;
  private final InstantSource clock;
  private final ClientMeters wrong = new ClientMeters();
  private final ClientMeters visits = new ClientMeters();
  private final Meter all = new Meter();

  public TrackingDoor(
      TrackedLinks links,
      VisitJudge judge,
      VisitLog log,
      Supplier<TrackingSettings> settings,
      InstantSource clock) {
    this.links = links;
    this.judge = judge;
    this.log = log;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a link leads to; written down when it was GET. */
  public TrackingAnswer click(String word, Visitor visitor) {
    Instant now = clock.instant();
    LinkVerdict verdict = links.check(word, now);
    if (verdict instanceof Genuine genuine && genuine.link().kind() != VisitKind.OPEN) {
      note(genuine.link(), visitor, now);
      return genuine.link().kind() == VisitKind.TRAP
          ? new TrackingAnswer.Nothing()
          : new TrackingAnswer.Onward(genuine.link().target());
    }
    if (verdict instanceof Expired expired && expired.link().kind() == VisitKind.CLICK) {
      return new TrackingAnswer.Expired(expired.link().target());
    }
    return unknown(visitor, now);
  }

  /** The picture; written down when it was GET and its word still counts. */
  public TrackingAnswer open(String word, Visitor visitor) {
    Instant now = clock.instant();
    LinkVerdict verdict = links.check(word, now);
    if (verdict instanceof Genuine genuine && genuine.link().kind() == VisitKind.OPEN) {
      note(genuine.link(), visitor, now);
      return new TrackingAnswer.Picture();
    }
    boolean isOld = verdict instanceof Expired expired && expired.link().kind() == VisitKind.OPEN;
    return isOld ? new TrackingAnswer.Picture() : unknown(visitor, now);
  }

  private TrackingAnswer unknown(Visitor visitor, Instant now) {
    return wrong.take(visitor.client(), settings.get().visits().wrongPerMinute(), now)
        ? new TrackingAnswer.Unknown()
        : new TrackingAnswer.TooMany();
  }

  private void note(TrackedLink link, Visitor visitor, Instant now) {
    TrackingSettings.Visits bounds = settings.get().visits();
    if (visitor.isGet()
        && !(visits.take(visitor.client(), bounds.perMinute(), now) && takeOfAll(bounds, now))) {
      log.drop();
      return;
    }
    List<MailEvent> events = new ArrayList<>(1);
    for (Visit visit : judge.judge(link, visitor, now)) {
      events.add(VisitEvent.of(visit).event());
    }
    if (!events.isEmpty()) {
      log.add(events, bounds.waitingMax());
    }
  }

  private boolean takeOfAll(TrackingSettings.Visits bounds, Instant now) {
    var limit = new RateLimit(bounds.perSecond(), RateLimit.Window.SECOND);
    long micros = Math.multiplyExact(now.toEpochMilli(), 1000L);
    synchronized (all) {
      if (all.freeAt(limit, 1, micros) > micros) {
        return false;
      }
      all.take(limit, 1, micros);
      return true;
    }
  }
}
