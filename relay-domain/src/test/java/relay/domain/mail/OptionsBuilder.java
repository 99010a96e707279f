package relay.domain.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;

/** What MAIL asked for, read like the command: {@code asking().ret(FULL).eightBit().build()}. */
public final class OptionsBuilder {
  private Optional<ReturnContent> ret = Optional.empty();
  private Optional<String> envelopeId = Optional.empty();
  private boolean eightBit;
  private boolean smtpUtf8;
  private boolean requireTls;
  private Optional<DeliverBy> deliverBy = Optional.empty();
  private Optional<Instant> holdUntil = Optional.empty();
  private Optional<ZoneId> zone = Optional.empty();
  private int priority;

  private OptionsBuilder() {}

  public static OptionsBuilder asking() {
    return new OptionsBuilder();
  }

  public OptionsBuilder ret(ReturnContent value) {
    ret = Optional.ofNullable(value);
    return this;
  }

  public OptionsBuilder envelopeId(String xtext) {
    envelopeId = Optional.ofNullable(xtext);
    return this;
  }

  public OptionsBuilder eightBit() {
    eightBit = true;
    return this;
  }

  public OptionsBuilder smtpUtf8() {
    smtpUtf8 = true;
    return this;
  }

  public OptionsBuilder requireTls() {
    requireTls = true;
    return this;
  }

  /** BY with mode R: give up and tell. */
  public OptionsBuilder returnedAfter(Instant deadline) {
    deliverBy = Optional.of(new DeliverBy(deadline, true, false));
    return this;
  }

  /** BY with mode N: tell and go on. */
  public OptionsBuilder notifiedAfter(Instant deadline) {
    deliverBy = Optional.of(new DeliverBy(deadline, false, false));
    return this;
  }

  public OptionsBuilder deliverBy(DeliverBy by) {
    deliverBy = Optional.of(by);
    return this;
  }

  public OptionsBuilder heldUntil(Instant instant) {
    holdUntil = Optional.of(instant);
    return this;
  }

  public OptionsBuilder inZone(String name) {
    zone = Optional.of(ZoneId.of(name));
    return this;
  }

  public OptionsBuilder priority(int value) {
    priority = value;
    return this;
  }

  public MailOptions build() {
    return new MailOptions(
        ret, envelopeId, eightBit, smtpUtf8, requireTls, deliverBy, holdUntil, priority, zone);
  }
}
