package relay.domain.feedback.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.feedback.mail.MailKind;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.feedback.mail.RecipientVerdict;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TokenSource;
import relay.domain.identity.TokenVerdict;
import relay.domain.identity.TokenVerdict.Expired;
import relay.domain.identity.TokenVerdict.Forged;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.FeedbackAddress;

/**
 * Says what follows from a mail that came back: events about the very mail and recipient that its
 * token proves, or that it is ignored. Thread-safe.
 *
 * <p>Whom it is about is told by the token and our own record, never by the mail itself: what a
 * stranger writes about anybody else has no effect. A token that stands in the address that the
 * mail came to goes before one within it.
 */
public final class FeedbackJudge {
  /** So young a mail may not be on record yet: it is asked for again. */
  public static final Duration RECORD_LAG_MAX = Duration.ofMinutes(10);

  /** By mail. */
  public static final String BY_MAIL = "mail";

  // RFC 5965 7.3, RFC 6591, and what is in use beside them.
  private static final Set<String> NO_COMPLAINTS = Set.of("not-spam", "auth-failure", "dmarc");
  private static final Set<String> OPT_OUTS = Set.of("opt-out", "opt-out-list");
  private static final int TEXT_CHARS_MAX = 1000;
  private final TokenSource tokens;
  private final SentMails sent;

  public FeedbackJudge(TokenSource tokens, SentMails sent) {
    this.tokens = tokens;
    this.sent = sent;
  }

  /**
   * The events that follow, at least one.
   *
   * @param readFor the same mail as it is read by the rules of a tenant: asked once it is known
   *     whose mail it answers
   * @throws RecordNotYet when the mail that it is about is so young that its record may come yet
   * @throws relay.domain.view.ViewUnavailable while the record cannot be asked
   */
  public List<MailEvent> judge(IncomingFeedback came, Function<String, MailVerdict> readFor) {
    String token = tokenOf(came);
    if (token.isEmpty()) {
      return List.of(ignored(came, token, "no token that tells a mail of ours"));
    }
    TokenVerdict verdict = tokens.get().check(token, came.at());
    if (verdict instanceof Forged forged) {
      return List.of(ignored(came, token, "token " + forged.why()));
    }
    if (verdict instanceof Expired expired) {
      return List.of(ignored(came, token, "token expired at " + expired.since()));
    }
    Genuine genuine = (Genuine) verdict;
    Optional<SentMail> mail = sent.find(genuine.mail());
    boolean mayCome =
        Duration.ofMillis(came.at().toEpochMilli() - genuine.mail().millis())
                .compareTo(RECORD_LAG_MAX)
            < 0;
    if (mail.isEmpty() && mayCome) {
      throw new RecordNotYet(genuine.mail());
    }
    MailVerdict read = mail.map(m -> read(came, m, readFor)).orElse(came.verdict());
    return events(came.readAs(read), token, genuine, mail);
  }

  /** A tenant's rules say what a refusal is about, never whether a mail tells of one. */
  private static MailVerdict read(
      IncomingFeedback came, SentMail mail, Function<String, MailVerdict> readFor) {
    if (came.verdict().kind() != MailKind.BOUNCE) {
      return came.verdict();
    }
    MailVerdict own = readFor.apply(mail.owner().tenant());
    return own.kind() == MailKind.BOUNCE ? own : came.verdict();
  }

  private static String tokenOf(IncomingFeedback came) {
    if (!came.place().token().isEmpty()) {
      return came.place().token();
    }
    if (came.place().address() == FeedbackAddress.UNSUBSCRIBE) {
      for (String word : came.subject().toLowerCase(Locale.ROOT).split("[^a-z2-7]+")) {
        if (word.length() == IdentityTokens.LENGTH) {
          return word;
        }
      }
    }
    return came.verdict().token();
  }

  private static List<MailEvent> events(
      IncomingFeedback came, String token, Genuine genuine, Optional<SentMail> mail) {
    MailVerdict verdict = came.verdict();
    List<RecipientVerdict> about = new ArrayList<>(verdict.recipients());
    if (about.isEmpty()) {
      about.add(FeedbackEvent.NO_WORDS);
    }
    Map<Optional<EmailAddress>, RecipientVerdict> words = new LinkedHashMap<>();
    for (RecipientVerdict one : about) {
      Optional<EmailAddress> recipient =
          mail.flatMap(
              m ->
                  genuine.tellsRecipient()
                      ? m.recipient(genuine.recipient())
                      : m.recipient(one.address()));
      words.merge(recipient, one, (had, has) -> nearer(recipient, had, has));
    }
    if (words.size() > 1) {
      // several recipients are known: a report about who is none of them says nothing more
      words.remove(Optional.<EmailAddress>empty());
    }
    List<MailEvent> events = new ArrayList<>();
    words.forEach(
        (recipient, said) -> events.add(event(came, token, genuine, mail, recipient, said)));
    return events;
  }

  /** Of several reports about one recipient: the one of his own address, then one of a failure. */
  private static RecipientVerdict nearer(
      Optional<EmailAddress> recipient, RecipientVerdict had, RecipientVerdict has) {
    boolean hadName = isAbout(had, recipient);
    boolean hasName = isAbout(has, recipient);
    if (hadName != hasName) {
      return hadName ? had : has;
    }
    return had.failed() || !has.failed() ? had : has;
  }

  private static boolean isAbout(RecipientVerdict words, Optional<EmailAddress> recipient) {
    return recipient.filter(r -> r.toString().equalsIgnoreCase(words.address())).isPresent();
  }

  private static MailEvent event(
      IncomingFeedback came,
      String token,
      Genuine genuine,
      Optional<SentMail> mail,
      Optional<EmailAddress> recipient,
      RecipientVerdict said) {
    EventType type = typeOf(came, said);
    boolean isBounceWithoutWords = type == EventType.OUT_OF_BAND_BOUNCE && said.result().isEmpty();
    RecipientVerdict words =
        new RecipientVerdict(
            said.address(),
            said.status(),
            said.reply(),
            isBounceWithoutWords ? "UNKNOWN" : said.result(),
            said.hard(),
            shortened(said.diagnostic()));
    return new FeedbackEvent(
            type,
            came.at(),
            genuine.mail(),
            recipient,
            mail.map(m -> m.owner().withoutLogin()).orElse(UNKNOWN_OWNER),
            type == EventType.UNSUBSCRIBED
                ? FeedbackEvent.UNSUBSCRIBE
                : came.verdict().kind().word(),
            words,
            came.verdict().feedbackType(),
            token,
            BY_MAIL,
            Optional.of(came.id()),
            type == EventType.UNSUBSCRIBED
                ? new FeedbackEvent.Farewell(mail.map(SentMail::list).orElse(""), "")
                : FeedbackEvent.Farewell.NONE)
        .event();
  }

  private static final MailOwner UNKNOWN_OWNER =
      new MailOwner(MailOwner.DEFAULT_TENANT, "unknown", "");

  private static EventType typeOf(IncomingFeedback came, RecipientVerdict said) {
    MailKind kind = came.verdict().kind();
    if (kind == MailKind.BOUNCE) {
      return said.failed() ? EventType.OUT_OF_BAND_BOUNCE : EventType.ANSWERED;
    }
    if (kind == MailKind.FEEDBACK) {
      String type = came.verdict().feedbackType();
      if (OPT_OUTS.contains(type)) {
        return EventType.UNSUBSCRIBED;
      }
      return NO_COMPLAINTS.contains(type) ? EventType.ANSWERED : EventType.COMPLAINED;
    }
    boolean isWish = came.place().address() == FeedbackAddress.UNSUBSCRIBE;
    return isWish && kind != MailKind.DELAY && kind != MailKind.CHALLENGE
        ? EventType.UNSUBSCRIBED
        : EventType.ANSWERED;
  }

  private static MailEvent ignored(IncomingFeedback came, String token, String why) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.REASON, why);
    details.put(EventField.KIND, came.verdict().kind().word());
    if (!token.isEmpty()) {
      details.put(EventField.TOKEN, token);
    }
    details.put(EventField.SOURCE, BY_MAIL);
    return new MailEvent(
        EventType.FEEDBACK_IGNORED,
        came.at(),
        Optional.of(came.id()),
        0,
        0,
        Optional.empty(),
        details);
  }

  private static String shortened(String text) {
    if (text.length() <= TEXT_CHARS_MAX) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(TEXT_CHARS_MAX - 1));
    return text.substring(0, half ? TEXT_CHARS_MAX - 1 : TEXT_CHARS_MAX);
  }
}
