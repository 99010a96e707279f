package relay.domain.reception.document;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import relay.domain.mail.CampaignName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Mailbox;
import relay.domain.mail.Notify;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.EnvelopeId;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.ShortName;

/**
 * Reads the JSON mail of the JMS and HTTP doors, strictly: an unknown field, a wrong type, a bad
 * address or a line end where none may be is a problem with the path of the field, and all problems
 * come back together. Never throws for what a sender wrote. Thread-safe; make one and keep it.
 *
 * <p>Memory: about five times the document, so the caller bounds its size first.
 */
public final class DocumentReader {
  private static final int RECIPIENTS_MAX = 10_000;
  private static final int ATTACHMENTS_MAX = 100;
  private static final int SUBJECT_CHARS_MAX = 2000;
  private static final DateTimeFormatter SEND_AT = DateTimeFormatter.ISO_DATE_TIME;

  private final JsonReaderFactory readers =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
  private final Duration holdMax;

  /**
   * @param holdMax how far ahead {@code sendAt} may lie
   */
  public DocumentReader(Duration holdMax) {
    this.holdMax = holdMax;
  }

  /** Reads JSON text. */
  public DocumentReading read(String json, Instant now) {
    return read(readers.createReader(new StringReader(json)), now);
  }

  /** Reads JSON in UTF-8. */
  public DocumentReading read(byte[] json, Instant now) {
    return read(reader(json), now);
  }

  /** RFC 8259 8.1: UTF-8 and nothing else. What is not would come out as other letters. */
  private JsonReader reader(byte[] json) {
    return readers.createReader(
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder()));
  }

  /**
   * Reads an array of documents in UTF-8.
   *
   * @param mailsMax most items
   */
  public BatchReading readBatch(byte[] json, Instant now, int mailsMax) {
    Object parsed = parse(reader(json));
    if (parsed instanceof FieldProblem problem) {
      return new BatchReading.Refused(problem);
    }
    if (!(parsed instanceof JsonArray array) || array.isEmpty()) {
      return new BatchReading.Refused(new FieldProblem("", "must be an array of mails"));
    }
    if (array.size() > mailsMax) {
      String rule = "at most " + mailsMax + " mails in one request, this has " + array.size();
      return new BatchReading.Refused(new FieldProblem("", rule));
    }
    List<DocumentReading> mails = new ArrayList<>(array.size());
    for (JsonValue item : array) {
      mails.add(
          item instanceof JsonObject object
              ? read(object, now)
              : refused(new FieldProblem("", "must be a JSON object")));
    }
    return new BatchReading.Read(mails);
  }

  private DocumentReading read(JsonReader reader, Instant now) {
    Object parsed = parse(reader);
    if (parsed instanceof JsonObject object) {
      return read(object, now);
    }
    return parsed instanceof FieldProblem problem
        ? refused(problem)
        : refused(new FieldProblem("", "must be a JSON object"));
  }

  /** An object, an array, or the problem that keeps the text from being either. */
  private static Object parse(JsonReader reader) {
    try (reader) {
      return reader.read();
    } catch (JsonParsingException e) {
      String where =
          "line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber();
      return new FieldProblem("", "is not JSON, or has a field twice: " + where);
    } catch (JsonException e) {
      return new FieldProblem("", "is not JSON in UTF-8");
    } catch (RuntimeException e) {
      // Parsson refuses nesting beyond 1000 with nothing more exact than this class, and numbers
      // beyond its bounds with NumberFormatException or UnsupportedOperationException.
      return new FieldProblem("", "is nested too deeply, or holds a number that is too long");
    }
  }

  private DocumentReading read(JsonObject object, Instant now) {
    List<FieldProblem> problems = new ArrayList<>();
    JsonFields fields = new JsonFields(object, "", problems);
    Optional<MailDocument> document = document(fields, now);
    fields.endOfKnownFields();
    return problems.isEmpty() && document.isPresent()
        ? new DocumentReading.Read(document.get())
        : new DocumentReading.Refused(problems);
  }

  private Optional<MailDocument> document(JsonFields fields, Instant now) {
    List<Mailbox> from = mailboxes(fields, "from", 1);
    fields.require("from", !from.isEmpty());
    Optional<ReversePath> returnPath = fields.text("returnPath", ReversePath::parse);
    List<Mailbox> to = mailboxes(fields, "to", RECIPIENTS_MAX);
    List<Mailbox> cc = mailboxes(fields, "cc", RECIPIENTS_MAX);
    List<Mailbox> bcc = mailboxes(fields, "bcc", RECIPIENTS_MAX);
    fields.require("to", to.size() + cc.size() + bcc.size() > 0);
    List<Mailbox> replyTo = mailboxes(fields, "replyTo", 10);
    Optional<String> subject = fields.text("subject", DocumentReader::subject);
    Optional<String> text = fields.text("text");
    Optional<String> html = fields.text("html");
    List<Attachment> attachments =
        fields.list(
            "attachments",
            ATTACHMENTS_MAX,
            (v, path) -> fields.objectOf(v, path).flatMap(AttachmentReader::in));
    Optional<TemplateCall> template = template(fields);
    checkContent(fields, text, html, attachments);
    Map<String, String> headers = fields.object("headers").map(ExtraHeaders::in).orElse(Map.of());
    Optional<Lane> lane = fields.text("lane", word(Lane.values(), Lane::label));
    Optional<String> stream = fields.text("stream", ShortName::of);
    Optional<String> campaign = fields.text("campaign", CampaignName::of);
    Set<Notify> notifyOn = notifyOn(fields);
    Optional<ReturnContent> ret =
        fields.text("ret", word(ReturnContent.values(), r -> r.name().toLowerCase(Locale.ROOT)));
    Optional<String> envelopeId = fields.text("envid", EnvelopeId::encoded);
    Optional<ZoneId> zone = fields.text("timeZone", SendWindow::zone);
    Optional<Instant> sendAt =
        fields.text("sendAt", t -> sendAt(t, zone, now)).filter(now::isBefore);
    return from.stream()
        .findFirst()
        .map(
            author ->
                new MailDocument(
                    author,
                    returnPath.orElse(ReversePath.of(author.address())),
                    replyTo,
                    to,
                    cc,
                    bcc,
                    subject.orElse(""),
                    text,
                    html,
                    attachments,
                    headers,
                    lane,
                    stream,
                    campaign,
                    notifyOn,
                    ret,
                    envelopeId,
                    sendAt,
                    zone,
                    template));
  }

  /** With a template, the words of the mail come from nowhere else. */
  private static Optional<TemplateCall> template(JsonFields fields) {
    Optional<Map<String, Object>> data = fields.values("data");
    Optional<TemplateCall> call =
        fields.text("template", name -> TemplateCall.named(name, data.orElse(Map.of())));
    if (data.isPresent() && !fields.has("template")) {
      fields.problem("data", "is of use with a template only");
    }
    if (fields.has("template")) {
      for (String words : List.of("subject", "text", "html")) {
        if (fields.has(words)) {
          fields.problem(words, "must be left out: the template has it");
        }
      }
    }
    return call;
  }

  private static void checkContent(
      JsonFields fields,
      Optional<String> text,
      Optional<String> html,
      List<Attachment> attachments) {
    if (fields.has("template")) {
      return;
    }
    boolean nothing = text.isEmpty() && html.isEmpty() && attachments.isEmpty();
    if (nothing && Stream.of("text", "html", "attachments").allMatch(fields::isFaultless)) {
      fields.problem("text", "text, html or an attachment is needed");
    }
    boolean shown = attachments.stream().anyMatch(a -> a.contentId().isPresent());
    if (shown && html.isEmpty()) {
      fields.problem("attachments", "contentId needs html that shows the attachment");
    }
  }

  private static List<Mailbox> mailboxes(JsonFields fields, String name, int max) {
    return fields.list(name, max, (value, path) -> mailbox(fields, value, path));
  }

  /** {@code "Bob <bob@example.org>"} or {@code {"name": "Bob", "address": "bob@example.org"}}. */
  private static Optional<Mailbox> mailbox(JsonFields fields, JsonValue value, String path) {
    if (value instanceof JsonString text) {
      return fields.read(text.getString(), path, Mailbox::parse);
    }
    if (!(value instanceof JsonObject)) {
      fields.note(path, "must be an address, as a text or as an object with name and address");
      return Optional.empty();
    }
    return fields
        .objectOf(value, path)
        .flatMap(
            inner -> {
              String name = inner.text("name", Mailbox::checkedName).orElse("");
              Optional<Mailbox> mailbox =
                  inner.text("address", EmailAddress::parse).map(a -> new Mailbox(name, a));
              inner.require("address", mailbox.isPresent());
              inner.endOfKnownFields();
              return mailbox;
            });
  }

  private static Set<Notify> notifyOn(JsonFields fields) {
    Function<String, Notify> word = word(Notify.values(), n -> n.name().toLowerCase(Locale.ROOT));
    List<Notify> words =
        fields.list(
            "notify",
            Notify.values().length,
            (v, path) -> fields.textOf(v, path).flatMap(t -> fields.read(t, path, word)));
    if (words.contains(Notify.NEVER) && words.size() > 1) {
      fields.problem("notify", "never stands alone");
      return Set.of();
    }
    return words.isEmpty() ? Set.of() : EnumSet.copyOf(words);
  }

  private static <T> Function<String, T> word(T[] values, Function<T, String> label) {
    return text -> {
      List<String> labels = new ArrayList<>();
      for (T value : values) {
        if (label.apply(value).equals(text)) {
          return value;
        }
        labels.add(label.apply(value));
      }
      throw new IllegalArgumentException("one of " + String.join(", ", labels));
    };
  }

  private static String subject(String text) {
    if (text.length() > SUBJECT_CHARS_MAX || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "at most " + SUBJECT_CHARS_MAX + " characters, without line ends or control characters");
    }
    return text;
  }

  /** With the zone of its own, or as the clock shows it where the recipients are. */
  private Instant sendAt(String text, Optional<ZoneId> zone, Instant now) {
    try {
      var parsed = SEND_AT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      Instant at =
          parsed instanceof LocalDateTime local && zone.isPresent()
              ? local.atZone(zone.get()).toInstant()
              : OffsetDateTime.from(parsed).toInstant();
      return held(at, now);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time with its zone such as 2026-01-01T12:00:00Z or 2026-01-01T13:00:00+01:00, or one"
              + " without beside timeZone",
          e);
    }
  }

  /**
   * The instant until which a mail is held, when it may lie so far ahead.
   *
   * @throws IllegalArgumentException telling the rule
   */
  public Instant held(Instant until, Instant now) {
    if (until.isAfter(now.plus(holdMax))) {
      throw new IllegalArgumentException(
          "at most " + holdMax.toHours() + " hours ahead (smtp.future-release-max)");
    }
    return until;
  }

  private static DocumentReading refused(FieldProblem problem) {
    return new DocumentReading.Refused(List.of(problem));
  }
}
