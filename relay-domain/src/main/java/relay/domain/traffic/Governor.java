package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the pace that a flow's servers accept: slower at once when they complain, up again in small
 * steps, a pause with a probe when they want nothing. Each restriction has a rule, evidence and an
 * end. Guarded by its control's lock.
 */
final class Governor {
  /** Nothing goes up so soon after a complaint. */
  static final Duration HOLD = Duration.ofMinutes(10);

  static final String EVERYTHING = "everything-deferred";
  static final String MORE = "more-deferrals-than-usual";
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration BLOCKED_MIN = Duration.ofMinutes(30);
  private static final Duration BLOCKED_MAX = Duration.ofHours(4);
  private static final Duration DEFERRED_MIN = Duration.ofMinutes(1);
  private static final Duration DEFERRED_MAX = Duration.ofMinutes(30);
  private static final int EVIDENCE_MAX = 3;
  private static final int EVIDENCE_CHARS = 200;
  private static final int SAMPLE_MIN = 50;
  private static final double BASELINE_WEIGHT = 0.1;
  private final String flow;
  private final Tally tally = new Tally();
  private final Map<Reaction, Restriction> restrictions = new EnumMap<>(Reaction.class);
  private final List<String> news = new ArrayList<>();
  private double perMinute;
  private double slowedAt;
  private int connections;
  private int connectionsAt;
  private Instant slowedSince = Instant.MIN;
  private Instant fewerSince = Instant.MIN;
  private Instant pausedSince = Instant.MIN;
  private Instant windowEnd = Instant.MIN;
  private Duration pause = Duration.ZERO;
  private int deferredInARow;
  private double baseline;

  Governor(String flow) {
    this.flow = flow;
  }

  /** 0 where there is no restriction. */
  long perMinute() {
    return Math.round(perMinute);
  }

  /** 0 where there is no restriction. */
  int connections() {
    return connections;
  }

  /** Until when nothing goes at all; empty where it may, or a probe may. */
  Optional<Instant> pausedUntil(Instant now) {
    return Optional.ofNullable(restrictions.get(Reaction.PAUSE))
        .map(Restriction::until)
        .filter(now::isBefore);
  }

  /** After a pause few go ahead of the others, to see whether they are wanted again. */
  boolean isProbing(Instant now) {
    Restriction paused = restrictions.get(Reaction.PAUSE);
    return paused != null && !now.isBefore(paused.until());
  }

  List<Restriction> restrictions() {
    return List.copyOf(restrictions.values());
  }

  /** Ends one by hand; false when there is none of this id. */
  Optional<Restriction> end(String id) {
    for (Restriction restriction : restrictions()) {
      if (restriction.id().equals(id)) {
        forget(restriction.kind());
        deferredInARow = 0;
        return Optional.of(restriction);
      }
    }
    return Optional.empty();
  }

  /** Ends a pause by hand, so that all that waits is tried; the servers' word counts anew. */
  void endPause() {
    forget(Reaction.PAUSE);
    deferredInARow = 0;
  }

  /** What began or ended since this was asked last, for the log. */
  List<String> news() {
    if (news.isEmpty()) {
      return List.of();
    }
    List<String> told = List.copyOf(news);
    news.clear();
    return told;
  }

  /**
   * Learns from an attempt.
   *
   * @param running attempts that were under way with it
   * @param threshold deferrals in a row, without anything taken, after which only probes go
   */
  void learn(Experience learned, Instant began, int running, int threshold, Instant now) {
    tally.add(learned.taken(), learned.deferred(), now.getEpochSecond());
    if (learned.taken() > 0) {
      deferredInARow = 0;
      if (!began.isBefore(pausedSince)) {
        forget(Reaction.PAUSE);
      }
    }
    deferredInARow += learned.deferred();
    Optional<ReplyRule> rule = learned.rule();
    if (rule.isPresent()) {
      react(rule.get().reaction(), rule.get().id(), learned, began, running, now);
    } else if (learned.taken() == 0 && learned.deferred() > 0) {
      boolean failedProbe =
          restrictions.containsKey(Reaction.PAUSE) && !began.isBefore(pausedSince);
      if (deferredInARow >= threshold || failedProbe) {
        pause(EVERYTHING, learned, began, now);
      } else if (isUnusual(now)) {
        slow(MORE, learned, began, now);
      }
    }
    passTime(now);
  }

  /** What has become old ends; what was quiet for long enough goes up. Cheap: once a window. */
  void passTime(Instant now) {
    if (now.isBefore(windowEnd)) {
      return;
    }
    windowEnd = now.plus(WINDOW);
    long second = now.getEpochSecond();
    long taken = tally.taken(second);
    long all = taken + tally.deferred(second);
    if (all >= SAMPLE_MIN && !restrictions.containsKey(Reaction.SLOW)) {
      baseline += BASELINE_WEIGHT * ((double) tally.deferred(second) / all - baseline);
    }
    for (Reaction kind : List.of(Reaction.SLOW, Reaction.FEWER_CONNECTIONS)) {
      Restriction old = restrictions.get(kind);
      if (old != null && !now.isBefore(old.until())) {
        forget(kind);
      }
    }
    if (perMinute > 0 && !now.isBefore(slowedSince.plus(HOLD)) && taken >= perMinute * 0.7) {
      perMinute += Math.max(1, perMinute * 0.1);
      renew(Reaction.SLOW, perMinute(), slowedAt * 4);
    }
    if (connections > 0 && !now.isBefore(fewerSince.plus(HOLD))) {
      connections++;
      renew(Reaction.FEWER_CONNECTIONS, connections, connectionsAt * 4.0);
    }
  }

  /** Far above where the complaint was there is nothing left to restrict. */
  private void renew(Reaction kind, long value, double enough) {
    if (value > enough) {
      forget(kind);
      return;
    }
    Restriction old = restrictions.get(kind);
    if (old != null) {
      restrictions.put(
          kind,
          new Restriction(
              old.id(),
              old.flow(),
              kind,
              OptionalLong.of(value),
              old.rule(),
              old.evidence(),
              old.count(),
              old.from(),
              old.until()));
    }
  }

  private boolean isUnusual(Instant now) {
    long taken = tally.taken(now.getEpochSecond());
    long deferred = tally.deferred(now.getEpochSecond());
    double share = (double) deferred / (taken + deferred);
    return taken + deferred >= SAMPLE_MIN && share > Math.max(0.5, 3 * baseline);
  }

  private void react(
      Reaction reaction, String rule, Experience learned, Instant began, int running, Instant now) {
    switch (reaction) {
      case SLOW -> slow(rule, learned, began, now);
      case FEWER_CONNECTIONS -> fewer(rule, learned, began, running, now);
      case PAUSE -> pause(rule, learned, began, now);
      default -> deferredInARow = 0;
    }
  }

  /** Half, but not below what was taken in the last minute, less a tenth. */
  private void slow(String rule, Experience learned, Instant began, Instant now) {
    // One complaint a minute counts: those in between are about the pace of before.
    if (!began.isBefore(slowedSince.plus(WINDOW))) {
      long second = now.getEpochSecond();
      long taken = tally.taken(second);
      double current = perMinute > 0 ? perMinute : taken + tally.deferred(second);
      slowedAt = current;
      perMinute = Math.max(1, Math.max(current * 0.5, Math.min(taken, current) * 0.9));
      slowedSince = now;
    }
    note(Reaction.SLOW, OptionalLong.of(perMinute()), rule, learned, now, now.plus(LIFE));
  }

  private void fewer(String rule, Experience learned, Instant began, int running, Instant now) {
    if (!began.isBefore(fewerSince)) {
      int current = connections > 0 ? Math.min(connections, running) : running;
      connectionsAt = Math.max(2, current);
      connections = Math.max(1, current / 2);
      fewerSince = now;
    }
    var value = OptionalLong.of(connections);
    note(Reaction.FEWER_CONNECTIONS, value, rule, learned, now, now.plus(LIFE));
  }

  /** Longer with each probe in vain. Attempts that began before the pause say nothing new. */
  private void pause(String rule, Experience learned, Instant began, Instant now) {
    if (began.isBefore(pausedSince)) {
      return;
    }
    boolean deferred = rule.equals(EVERYTHING);
    Duration least = deferred ? DEFERRED_MIN : BLOCKED_MIN;
    Duration most = deferred ? DEFERRED_MAX : BLOCKED_MAX;
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(least) < 0 ? least : next.compareTo(most) > 0 ? most : next;
    pausedSince = now;
    note(Reaction.PAUSE, OptionalLong.empty(), rule, learned, now, now.plus(pause));
  }

  private void note(
      Reaction kind,
      OptionalLong value,
      String rule,
      Experience learned,
      Instant now,
      Instant until) {
    Restriction old = restrictions.get(kind);
    List<String> evidence = new ArrayList<>(old == null ? List.of() : old.evidence());
    String sample = learned.sample();
    sample = sample.substring(0, Math.min(sample.length(), EVIDENCE_CHARS));
    if (evidence.size() < EVIDENCE_MAX && !evidence.contains(sample)) {
      evidence.add(sample);
    }
    int count = (old == null ? 0 : old.count()) + Math.max(1, learned.deferred());
    Instant from = old == null ? now : old.from();
    String id =
        old == null ? kind.label() + "-" + Integer.toHexString((flow + now).hashCode()) : old.id();
    var found = new Restriction(id, flow, kind, value, rule, evidence, count, from, until);
    restrictions.put(kind, found);
    if (old == null || !old.value().equals(value) || kind == Reaction.PAUSE) {
      news.add(found.sentence());
    }
  }

  private void forget(Reaction kind) {
    if (restrictions.remove(kind) != null) {
      news.add(flow + ": " + kind.label() + " is over");
    }
    switch (kind) {
      case SLOW -> {
        perMinute = 0;
        slowedSince = Instant.MIN;
      }
      case FEWER_CONNECTIONS -> {
        connections = 0;
        fewerSince = Instant.MIN;
      }
      case PAUSE -> pause = Duration.ZERO;
      default -> deferredInARow = 0;
    }
  }
}
