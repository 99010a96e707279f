package relay.domain.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.suppression.SpikeRules;
import relay.domain.suppression.SpikeRules.Thresholds;

/** What is known of a stream at a place, and when it is slowed and suspended. Not thread-safe. */
final class PlaceWatch {
  static final int SAMPLES_MAX = 3;

  /** So few mails in the window prove nothing about the complaints about those before. */
  static final int DELIVERED_MIN = 100;

  /** Whatever is usual: that nearly all fails is never normal. */
  private static final double SHARE_MAX = 0.9;

  private final StreamPlace place;
  private final UsualShare usualBounces = new UsualShare();
  private final UsualShare usualComplaints = new UsualShare();
  private final List<String> samples = new ArrayList<>(0);
  private CountRing bounces;
  private CountRing complaints;
  private Level level = Level.FREE;
  private Instant until = Instant.EPOCH;
  private Instant quietUntil = Instant.EPOCH;
  private int perMinute = 1;
  private Optional<String> brake = Optional.empty();

  /** What the counts say, and by which of them. */
  private record Finding(Level level, SpikeEvidence evidence) {}

  PlaceWatch(StreamPlace place, SpikeRules rules) {
    this.place = place;
    this.bounces = new CountRing(rules.bounces().window());
    this.complaints = new CountRing(rules.complaints().window());
  }

  StreamPlace place() {
    return place;
  }

  Level level() {
    return level;
  }

  Instant until() {
    return until;
  }

  Instant quietUntil() {
    return quietUntil;
  }

  int perMinute() {
    return perMinute;
  }

  Optional<String> brake() {
    return brake;
  }

  CountRing bounces() {
    return bounces;
  }

  CountRing complaints() {
    return complaints;
  }

  UsualShare usualBounces() {
    return usualBounces;
  }

  UsualShare usualComplaints() {
    return usualComplaints;
  }

  void restore(Level was, Instant end, Instant quiet, int pace, Optional<String> under) {
    level = was;
    until = end;
    quietUntil = quiet;
    perMinute = pace;
    brake = under;
  }

  void take(SpikeSignal signal, SpikeRules rules) {
    useWindows(rules);
    switch (signal.kind()) {
      case DELIVERED -> {
        countBounces(signal.at(), 0, 1, rules);
        countComplaints(signal.at(), 0, 1, rules);
      }
      case REFUSED -> countBounces(signal.at(), 1, 1, rules);
      case CAME_BACK -> countBounces(signal.at(), 1, 0, rules);
      default -> countComplaints(signal.at(), 1, 0, rules);
    }
    if (!signal.sample().isEmpty() && !samples.contains(signal.sample())) {
      if (samples.size() == SAMPLES_MAX) {
        samples.remove(0);
      }
      samples.add(signal.sample());
    }
  }

  private void countBounces(Instant at, int failed, int counted, SpikeRules rules) {
    bounces.add(at, failed, counted);
    usualBounces.add(at, failed, counted, rules.bounces().slow());
  }

  private void countComplaints(Instant at, int failed, int counted, SpikeRules rules) {
    complaints.add(at, failed, counted);
    usualComplaints.add(at, failed, counted, rules.complaints().slow());
  }

  /** Counts begin anew where somebody changed how far back is looked. */
  private void useWindows(SpikeRules rules) {
    if (!bounces.window().equals(rules.bounces().window())) {
      bounces = new CountRing(rules.bounces().window());
    }
    if (!complaints.window().equals(rules.complaints().window())) {
      complaints = new CountRing(rules.complaints().window());
    }
  }

  /** What follows now; empty while all stays as it is. */
  Optional<SpikeStep> step(SpikeRules rules, Instant now) {
    if (level == Level.FREE && now.isBefore(quietUntil)) {
      return Optional.empty();
    }
    if (level == Level.SUSPENDED) {
      return now.isBefore(until) ? Optional.empty() : Optional.of(afterSuspension(rules, now));
    }
    Finding finding = worst(rules, 1, now);
    if (finding.level().compareTo(level) > 0) {
      return Optional.of(begin(finding, rules, now));
    }
    if (level == Level.FREE || now.isBefore(until)) {
      return Optional.empty();
    }
    Finding still = worst(rules, 0.5, now);
    if (still.level() == Level.FREE) {
      return Optional.of(free(now, "the share is low again"));
    }
    until = now.plus(rules.slowFor());
    return Optional.of(made(Optional.of(still.evidence()), "still " + still.evidence().sentence()));
  }

  private SpikeStep begin(Finding finding, SpikeRules rules, Instant now) {
    long recent = bounces.counted(now);
    long minutes = Math.max(1, bounces.window().toMinutes());
    if (level == Level.FREE) {
      perMinute = (int) Math.max(1, recent * rules.slowTo() / (100 * minutes));
    }
    level = finding.level();
    until = now.plus(level == Level.SLOWED ? rules.slowFor() : rules.suspendFor());
    return made(Optional.of(finding.evidence()), finding.evidence().sentence());
  }

  /** What was counted before says nothing of the mail that is tried now. */
  private SpikeStep afterSuspension(SpikeRules rules, Instant now) {
    clear();
    level = Level.SLOWED;
    until = now.plus(rules.slowFor());
    return made(Optional.empty(), "goes slowly for a time after it was suspended");
  }

  private SpikeStep free(Instant now, String why) {
    level = Level.FREE;
    until = now;
    return made(Optional.empty(), why);
  }

  /** Somebody ended it, or nobody wants to know: nothing follows for a time. */
  SpikeStep end(Duration quiet, Instant now, String why) {
    clear();
    quietUntil = now.plus(quiet);
    return free(now, why);
  }

  /** Nothing came of the last step; what is counted stays. */
  void undo() {
    level = Level.FREE;
    brake = Optional.empty();
  }

  void braked(String id) {
    brake = Optional.of(id);
  }

  /** The brake of before belongs to the step: whoever carries it out ends it. */
  private SpikeStep made(Optional<SpikeEvidence> evidence, String why) {
    Optional<String> before = brake;
    brake = Optional.empty();
    return new SpikeStep(place, level, until, perMinute, evidence, why, before);
  }

  private void clear() {
    bounces.clear();
    complaints.clear();
    samples.clear();
  }

  private Finding worst(SpikeRules rules, double part, Instant now) {
    Finding bounced =
        finding(bounces, usualBounces, rules.bounces(), rules.bounces().min(), rules, part, now);
    Finding complained =
        finding(complaints, usualComplaints, rules.complaints(), DELIVERED_MIN, rules, part, now);
    return complained.level().compareTo(bounced.level()) > 0 ? complained : bounced;
  }

  private Finding finding(
      CountRing ring,
      UsualShare usual,
      Thresholds thresholds,
      int countedMin,
      SpikeRules rules,
      double part,
      Instant now) {
    var evidence =
        new SpikeEvidence(
            ring == complaints,
            ring.failed(now),
            ring.counted(now),
            usual.share(),
            ring.window(),
            ring == complaints ? List.of() : samples);
    if (evidence.failed() < thresholds.min() * part || evidence.counted() < countedMin * part) {
      return new Finding(Level.FREE, evidence);
    }
    double times = rules.timesUsual() * usual.share();
    double slow = Math.min(SHARE_MAX, Math.max(thresholds.slow(), times));
    double suspend = Math.min(SHARE_MAX, Math.max(Math.max(slow, thresholds.suspend()), 2 * times));
    double share = evidence.share();
    Level found =
        share >= suspend * part
            ? Level.SUSPENDED
            : share >= slow * part ? Level.SLOWED : Level.FREE;
    return new Finding(found, evidence);
  }
}
