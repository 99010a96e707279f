package relay.ejb.reception;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.consent.ConsentAddresses;
import relay.domain.mail.CampaignName;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.LineEnds;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.ReceptionSettings;
import relay.domain.reception.Submission;
import relay.domain.reception.document.DocumentReader;
import relay.domain.reception.document.DocumentReading;
import relay.domain.reception.document.FieldProblem;
import relay.domain.reception.document.MailDocument;
import relay.domain.smtp.EnvelopeId;
import relay.domain.template.RecipientLinks;
import relay.domain.template.Templates;
import relay.domain.tenancy.SendWindow;
import relay.domain.text.GivenTime;
import relay.ejb.queues.ProducerBody;

/**
 * Reads what producers put into the submission queue: a BytesMessage is a mail as of RFC 5322 with
 * its envelope in properties, a TextMessage a JSON document. docs/jms.md is the contract.
 * Thread-safe.
 */
final class SubmissionMessage {
  static final String FROM = "from";
  static final String TO = "to";
  static final String LANE = "lane";
  static final String TENANT = "tenant";
  static final String STREAM = "stream";
  static final String CAMPAIGN = "campaign";
  static final String NOTIFY = "notify";
  static final String RET = "ret";
  static final String ENVELOPE_ID = "envid";
  static final String HOLD_UNTIL = "holdUntil";
  static final String TIME_ZONE = "timeZone";
  static final String EIGHT_BIT = "eightBit";
  static final String SMTP_UTF8 = "smtpUtf8";

  private static final ClientSession PRODUCER = producer(MailOwner.DEFAULT_TENANT);

  private static ClientSession producer(String tenant) {
    return new ClientSession(
        "jms",
        ListenerRole.SUBMISSION,
        InetAddress.getLoopbackAddress(),
        "jms",
        "JMS",
        Optional.empty(),
        Optional.of(new AuthenticatedUser("jms", Optional.empty(), tenant, Optional.empty())));
  }

  private final DocumentReader documents;
  private final RandomGenerator random;
  private final ProducerBody bodies;
  private final Templates templates;
  private final ConsentAddresses addresses;

  /**
   * @param addresses of what the words of a mail may lead its recipient to
   */
  SubmissionMessage(
      DocumentReader documents,
      Templates templates,
      ConsentAddresses addresses,
      RandomGenerator random,
      ProducerBody bodies) {
    this.documents = documents;
    this.templates = templates;
    this.addresses = addresses;
    this.random = random;
    this.bodies = bodies;
  }

  /**
   * @param id that the mail will have
   * @throws MalformedSubmission when the producer has something to mend
   * @throws QueueUnavailable when it is sealed and cannot be opened now
   */
  Submission read(Message message, ReceptionPolicy policy, QueueId id, Instant now)
      throws JMSException, MalformedSubmission {
    Optional<String> replyTo = replyTo(message.getJMSReplyTo());
    try {
      if (ProducerBody.isText(message)) {
        MailDocument document = document(message, policy, id, now);
        return new Submission(
            client(message),
            document.envelope(),
            document.compose(random),
            document.lane(),
            stream(message).or(document::stream),
            campaign(message).or(document::campaign),
            replyTo,
            Optional.of(id));
      }
      if (message instanceof BytesMessage bytes) {
        return new Submission(
            client(message),
            envelope(message, now),
            content(bytes, policy),
            lane(message),
            stream(message),
            campaign(message),
            replyTo);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedSubmission(e.getMessage(), e);
    }
    throw new MalformedSubmission(
        "neither a BytesMessage (RFC 5322) nor a TextMessage (JSON); see docs/jms.md");
  }

  private MailDocument document(Message message, ReceptionPolicy policy, QueueId id, Instant now)
      throws JMSException, MalformedSubmission {
    DocumentReading reading = documents.read(bodies.text(message, bound(policy)), now);
    if (reading instanceof DocumentReading.Refused refused) {
      throw new MalformedSubmission(
          refused.problems().stream()
              .map(FieldProblem::toString)
              .collect(Collectors.joining("; ")));
    }
    MailDocument document = ((DocumentReading.Read) reading).document();
    Optional<String> tenant = client(message).user().map(AuthenticatedUser::tenant);
    RecipientLinks links = addresses.of(document, id, tenant);
    Templates.Filling filling = templates.fill(document, tenant, links);
    if (filling instanceof Templates.Filling.NotFilled not) {
      throw new MalformedSubmission(not.problem().toString());
    }
    return ((Templates.Filling.Filled) filling).mail();
  }

  private Content content(BytesMessage message, ReceptionPolicy policy)
      throws JMSException, MalformedSubmission {
    byte[] octets = bodies.octets(message, bound(policy));
    if (policy.lineEnds() == ReceptionSettings.LineEnds.REJECT && !LineEnds.areWhole(octets)) {
      throw new MalformedSubmission("a CR or LF stands alone; every line ends with CR LF");
    }
    return Content.of(LineEnds.normalised(octets));
  }

  private static ProducerBody.Bound bound(ReceptionPolicy policy) {
    return new ProducerBody.Bound(policy.sizeMax(), "reception.size-max");
  }

  private Envelope envelope(Message message, Instant now) throws JMSException, MalformedSubmission {
    String from = message.getStringProperty(FROM);
    String to = message.getStringProperty(TO);
    if (from == null || to == null) {
      throw new MalformedSubmission(
          "the properties from (empty for the null path) and to (addresses separated by commas)"
              + " are needed");
    }
    Set<Notify> notifyOn = property(message, NOTIFY, SubmissionMessage::notifyOn).orElse(Set.of());
    List<Recipient> recipients = new ArrayList<>();
    for (String address : to.split(",", -1)) {
      recipients.add(
          new Recipient(EmailAddress.parse(address.strip()), notifyOn, Optional.empty()));
    }
    return new Envelope(ReversePath.parse(from.strip()), recipients, options(message, now));
  }

  private MailOptions options(Message message, Instant now) throws JMSException {
    return new MailOptions(
        property(message, RET, text -> word(ReturnContent.values(), text)),
        property(message, ENVELOPE_ID, EnvelopeId::of),
        message.getBooleanProperty(EIGHT_BIT),
        message.getBooleanProperty(SMTP_UTF8),
        false,
        Optional.empty(),
        property(message, HOLD_UNTIL, text -> documents.held(GivenTime.instant(text), now)),
        0,
        property(message, TIME_ZONE, SendWindow::zone));
  }

  /** Whom the producer sends for; the broker let it in, so it may send for everybody. */
  private static ClientSession client(Message message) throws JMSException {
    String tenant = message.getStringProperty(TENANT);
    return tenant == null || tenant.isEmpty() ? PRODUCER : producer(tenant);
  }

  private static Optional<String> stream(Message message) throws JMSException {
    return Optional.ofNullable(message.getStringProperty(STREAM)).filter(s -> !s.isEmpty());
  }

  private static Optional<String> campaign(Message message) throws JMSException {
    String name = message.getStringProperty(CAMPAIGN);
    if (name == null || name.isEmpty()) {
      return Optional.empty();
    }
    if (!CampaignName.isOne(name)) {
      throw new IllegalArgumentException("the property campaign " + CampaignName.RULE);
    }
    return Optional.of(name);
  }

  private static Optional<Lane> lane(Message message) throws JMSException {
    return property(message, LANE, text -> word(Lane.values(), text));
  }

  /** A producer reads what is wrong with which property at the dead letter. */
  private static <T> Optional<T> property(Message message, String name, Function<String, T> reader)
      throws JMSException {
    try {
      return Optional.ofNullable(message.getStringProperty(name)).map(reader);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("the property " + name + ": " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E word(E[] words, String text) {
    for (E word : words) {
      if (word.name().equalsIgnoreCase(text.strip())) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + Stream.of(words)
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  /** RFC 3461 4.1: NEVER stands alone. */
  private static Set<Notify> notifyOn(String text) {
    Set<Notify> kinds = EnumSet.noneOf(Notify.class);
    for (String word : text.split(",", -1)) {
      kinds.add(word(Notify.values(), word));
    }
    if (kinds.size() > 1 && kinds.contains(Notify.NEVER)) {
      throw new IllegalArgumentException("never stands alone");
    }
    return kinds;
  }

  /** Events sent into a lane or a waiting room would stand there as broken mail. */
  private static Optional<String> replyTo(Destination destination)
      throws JMSException, MalformedSubmission {
    if (!(destination instanceof Queue queue)) {
      return Optional.empty();
    }
    if (QueueNames.isOurs(queue.getQueueName())) {
      throw new MalformedSubmission("JMSReplyTo is a queue of the relay itself; name one of yours");
    }
    return Optional.of(queue.getQueueName());
  }
}
