package relay.domain.smtp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;

/** Collects the parameters of one MAIL command. */
final class MailParameters {
  private static final int AUTH_CHARS_MAX = 500; // RFC 4954 5

  private final SessionOffer offer;
  private final Instant now;
  private long size;
  private Optional<ReturnContent> ret = Optional.empty();
  private Optional<String> envelopeId = Optional.empty();
  private boolean eightBit;
  private boolean smtpUtf8;
  private boolean requireTls;
  private Optional<DeliverBy> deliverBy = Optional.empty();
  private Optional<Instant> holdUntil = Optional.empty();
  private int priority;

  MailParameters(SessionOffer offer, Instant now) {
    this.offer = offer;
    this.now = now;
  }

  long size() {
    return size;
  }

  MailOptions options() {
    return new MailOptions(
        ret,
        envelopeId,
        eightBit,
        smtpUtf8,
        requireTls,
        deliverBy,
        holdUntil,
        priority,
        Optional.empty());
  }

  void read(String keyword, String value) {
    if (offer == null) {
      throw BadParameter.unknown(keyword);
    }
    switch (keyword) {
      case "SIZE" -> size = size(value);
      case "BODY" -> eightBit = body(value);
      case "SMTPUTF8" -> smtpUtf8 = flag(keyword, value);
      case "RET" -> ret = Optional.of(returnContent(value));
      case "ENVID" -> envelopeId = Optional.of(xtext(keyword, value, EnvelopeId.CHARS_MAX));
      // RFC 4954 5: taken and not believed; nobody here vouches for another's login.
      case "AUTH" -> xtext(keyword, value, AUTH_CHARS_MAX);
      case "REQUIRETLS" -> requireTls = requireTls(keyword, value);
      case "BY" -> deliverBy = Optional.of(deliverBy(value));
      case "HOLDFOR" -> hold(now.plusSeconds(holdSeconds(value)));
      case "HOLDUNTIL" -> hold(holdInstant(value));
      case "MT-PRIORITY" -> priority = priority(value);
      default -> throw BadParameter.unknown(keyword);
    }
  }

  private long size(String value) {
    if (!Digits.are(value, 1, 20)) {
      throw BadParameter.malformed("SIZE is a number of octets");
    }
    long octets = Digits.saturated(value);
    if (octets > offer.sizeMax()) {
      throw BadParameter.refused(
          552, "5.3.4", "larger than the " + offer.sizeMax() + " octets taken here");
    }
    return octets;
  }

  private static boolean body(String value) {
    if ("8BITMIME".equalsIgnoreCase(value)) {
      return true;
    }
    if ("7BIT".equalsIgnoreCase(value)) {
      return false;
    }
    throw BadParameter.malformed("BODY is 7BIT or 8BITMIME");
  }

  private static boolean flag(String keyword, String value) {
    if (value != null) {
      throw BadParameter.malformed(keyword + " has no value");
    }
    return true;
  }

  private static ReturnContent returnContent(String value) {
    if ("FULL".equalsIgnoreCase(value)) {
      return ReturnContent.FULL;
    }
    if ("HDRS".equalsIgnoreCase(value)) {
      return ReturnContent.HDRS;
    }
    throw BadParameter.malformed("RET is FULL or HDRS");
  }

  private static String xtext(String keyword, String value, int charsMax) {
    if (value == null || value.length() > charsMax || !Xtext.isValid(value)) {
      throw BadParameter.malformed(keyword + " is up to " + charsMax + " characters of xtext");
    }
    return value;
  }

  private boolean requireTls(String keyword, String value) {
    flag(keyword, value);
    if (!offer.requireTls()) {
      throw BadParameter.unknown(keyword);
    }
    return true;
  }

  /** RFC 2852 4: signed seconds, {@code ;}, R or N, and T for a trace. */
  private DeliverBy deliverBy(String value) {
    int semicolon = value == null ? -1 : value.indexOf(';');
    String mode = semicolon < 0 ? "" : value.substring(semicolon + 1).toUpperCase(Locale.ROOT);
    boolean known = mode.equals("R") || mode.equals("N") || mode.equals("RT") || mode.equals("NT");
    String time = semicolon < 0 ? "" : value.substring(0, semicolon);
    boolean signed = time.startsWith("-") || time.startsWith("+");
    String digits = signed ? time.substring(1) : time;
    if (!known || !Digits.are(digits, 1, 9)) {
      throw BadParameter.malformed("BY is seconds;R or seconds;N, with T for a trace");
    }
    long seconds = Digits.saturated(digits) * (time.startsWith("-") ? -1 : 1);
    boolean returnAfter = mode.startsWith("R");
    if (returnAfter && seconds <= 0) {
      throw BadParameter.malformed("BY with R needs a time in the future");
    }
    return new DeliverBy(now.plusSeconds(seconds), returnAfter, mode.endsWith("T"));
  }

  private long holdSeconds(String value) {
    if (value == null || !Digits.are(value, 1, 9)) {
      throw BadParameter.malformed("HOLDFOR is a number of seconds");
    }
    return Digits.saturated(value);
  }

  private static Instant holdInstant(String value) {
    try {
      // RFC 4865 asks for RFC 3339, with any offset.
      return OffsetDateTime.parse(value == null ? "" : value.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException e) {
      throw BadParameter.malformed("HOLDUNTIL is a date and time such as 2026-01-31T08:00:00Z");
    }
  }

  private void hold(Instant until) {
    if (!offer.offersFutureRelease()) {
      throw BadParameter.unknown("HOLDFOR or HOLDUNTIL");
    }
    if (holdUntil.isPresent()) {
      throw BadParameter.malformed("HOLDFOR and HOLDUNTIL exclude each other");
    }
    if (until.isAfter(now.plus(offer.futureReleaseMax()))) {
      throw BadParameter.malformed("held longer than EHLO offered");
    }
    holdUntil = Optional.of(until);
  }

  /** RFC 6710 4.1: one digit, a minus sign for the low ones. */
  private static int priority(String value) {
    boolean negative = value != null && value.startsWith("-");
    String digit = negative ? value.substring(1) : value;
    if (!Digits.are(digit, 1, 1)) {
      throw BadParameter.malformed("MT-PRIORITY is -9 to 9");
    }
    return negative ? -(digit.charAt(0) - '0') : digit.charAt(0) - '0';
  }
}
