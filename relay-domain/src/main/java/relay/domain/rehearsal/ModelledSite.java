package relay.domain.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.smtp.SmtpReply;

/**
 * The servers of one site as a model has them, and what they think of our address: who goes on
 * above their rate, or writes to people who are not there, loses standing, and with it rate; who
 * keeps to it gains. Without standing nothing is taken for an hour.
 */
final class ModelledSite {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration BLOCK = Duration.ofHours(1);

  /** A relay keeps a connection for the next mail for about so long, and for so many mails. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private static final int MAILS_PER_CONNECTION = 100;
  private static final double GAIN = 0.002;
  private static final double LOSS = 0.03;
  private static final double STRAIN_BORNE = 0.3;
  private static final double UNKNOWN_BORNE = 0.08;
  private static final double BLOCKED_BELOW = 0.15;
  private static final double AFTER_BLOCK = 0.3;
  private static final double RATE_WITHOUT_STANDING = 0.2;
  private final ProviderModel model;
  private final RandomGenerator random;
  private double standing;
  private Instant minute = Instant.MIN;
  private Instant blockedUntil = Instant.MIN;
  private Instant idleUntil = Instant.MIN;
  private int running;
  private int idle;
  private long mailsLeft;
  private int tried;
  private int taken;
  private int unknown;

  /**
   * What is said to the recipients of one attempt.
   *
   * @param refusal to those who are neither taken nor unknown; empty where there are none
   */
  record Answer(int taken, int unknown, Optional<SmtpReply> refusal) {}

  /**
   * @param standing of our address, from 0 to 1
   */
  ModelledSite(ProviderModel model, double standing, RandomGenerator random) {
    this.model = model;
    this.standing = standing;
    this.random = random;
  }

  /**
   * An attempt begins.
   *
   * @param mailsPerConnection that our own limits allow
   * @return whether a connection is opened for it; else one goes on that carried another mail
   */
  boolean connected(int mailsPerConnection, Instant now) {
    running++;
    if (idle > 0 && now.isAfter(idleUntil)) {
      idle = 0;
      mailsLeft = 0;
    }
    if (idle > 0 && mailsLeft > 0) {
      idle--;
      mailsLeft--;
      return false;
    }
    mailsLeft += Math.min(mailsPerConnection, MAILS_PER_CONNECTION) - 1;
    return true;
  }

  /** How long an attempt for so many recipients takes. */
  long millis(int recipients) {
    long least = model.attemptMin().toMillis();
    long span = model.attemptMax().toMillis() - least;
    return recipients * (least + (span == 0 ? 0 : random.nextLong(span + 1)));
  }

  /**
   * Answers, and closes the connection.
   *
   * @param first when these recipients were first tried
   */
  Answer answer(int recipients, Instant first, Instant now) {
    passTime(now);
    boolean tooMany = running > model.connections();
    running--;
    idle = tooMany ? idle : idle + 1;
    idleUntil = now.plus(KEPT);
    tried += recipients;
    if (now.isBefore(blockedUntil)) {
      return refused(model.blocked());
    }
    if (tooMany) {
      return refused(model.tooMany());
    }
    Instant greyUntil = first.plus(model.greylist());
    if (now.isBefore(greyUntil)) {
      tried -= recipients;
      long seconds = Duration.between(now, greyUntil).toSeconds() + 1;
      return refused(
          SmtpReply.received(
              450, List.of("4.7.1 Greylisted, try again in " + seconds + " seconds")));
    }
    int room = Math.max(0, rate() - taken - unknown);
    int seen = Math.min(room, recipients);
    int gone = 0;
    for (int i = 0; i < seen && model.unknownPercent() > 0; i++) {
      gone += random.nextDouble() * 100 < model.unknownPercent() ? 1 : 0;
    }
    taken += seen - gone;
    unknown += gone;
    return new Answer(
        seen - gone, gone, seen < recipients ? Optional.of(model.tooFast()) : Optional.empty());
  }

  private static Answer refused(SmtpReply reply) {
    return new Answer(0, 0, Optional.of(reply));
  }

  private int rate() {
    double share = RATE_WITHOUT_STANDING + (1 - RATE_WITHOUT_STANDING) * standing;
    return (int) Math.round(model.perMinute() * share);
  }

  private void passTime(Instant now) {
    if (now.isBefore(minute.plus(MINUTE)) && !minute.equals(Instant.MIN)) {
      return;
    }
    if (tried > 0) {
      double strain = 1 - (double) (taken + unknown) / tried;
      double strangers = taken + unknown == 0 ? 0 : (double) unknown / (taken + unknown);
      standing += GAIN * (1 - strain);
      standing -= strain > STRAIN_BORNE ? LOSS * strain : 0;
      standing -= strangers > UNKNOWN_BORNE ? LOSS * strangers : 0;
    }
    standing = Math.min(1, standing);
    if (standing < BLOCKED_BELOW) {
      blockedUntil = now.plus(BLOCK);
      standing = AFTER_BLOCK;
    }
    minute = now;
    tried = 0;
    taken = 0;
    unknown = 0;
  }

  /** What they think of us, from 0 to 1. */
  double standing() {
    return standing;
  }
}
