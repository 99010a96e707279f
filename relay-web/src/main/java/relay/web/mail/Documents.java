package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.mail.Content;
import relay.domain.mail.QueueId;
import relay.domain.reception.document.BatchReading;
import relay.domain.reception.document.DocumentReader;
import relay.domain.reception.document.DocumentReading;
import relay.domain.reception.document.FieldProblem;
import relay.domain.reception.document.MailDocument;
import relay.domain.template.RecipientLinks;
import relay.domain.template.Templates;
import relay.web.problem.Problem;

/** Mails as JSON documents; what is wrong with one becomes a problem naming each field. */
@ApplicationScoped
public class Documents {
  private DocumentReader reader;
  private int batchMax;
  private InstantSource clock;
  private RandomGenerator random;

  private Templates templates;
  private ConsentAddresses addresses;

  /** For the container's proxy. */
  protected Documents() {}

  @Inject
  Documents(
      RelayConfiguration configuration,
      InstantSource clock,
      RandomGenerator random,
      Templates templates,
      ConsentAddresses addresses) {
    this.templates = templates;
    this.addresses = addresses;
    this.reader = new DocumentReader(configuration.smtp().content().futureReleaseMax());
    this.batchMax = configuration.http().batchMax();
    this.clock = clock;
    this.random = random;
  }

  /** Whether the body is an array of mails; what is neither that nor a mail is refused later. */
  static boolean isBatch(byte[] json) {
    for (byte octet : json) {
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet == '[';
      }
    }
    return false;
  }

  /** One reading for each mail of an array. */
  List<DocumentReading> readBatch(byte[] json) {
    BatchReading reading = reader.readBatch(json, clock.instant(), batchMax);
    if (reading instanceof BatchReading.Read read) {
      return read.mails();
    }
    throw Problem.of(422, ((BatchReading.Refused) reading).problem().rule());
  }

  MailDocument read(byte[] json) {
    return documentOf(reader.read(json, clock.instant()));
  }

  static MailDocument documentOf(DocumentReading reading) {
    if (reading instanceof DocumentReading.Read read) {
      return read.document();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    ((DocumentReading.Refused) reading).problems().forEach(p -> fields.put(p.path(), p.rule()));
    throw Problem.inFields(422, fields);
  }

  /** For a mail that is written now. */
  QueueId nextId() {
    return QueueId.next(clock.instant(), random);
  }

  /** With the words of its template, if it names one, for the mail of this id. */
  MailDocument filled(MailDocument document, QueueId id, Optional<String> tenant) {
    RecipientLinks links = addresses.of(document, id, tenant);
    Templates.Filling filling = templates.fill(document, tenant, links);
    if (filling instanceof Templates.Filling.Filled filled) {
      return filled.mail();
    }
    FieldProblem problem = ((Templates.Filling.NotFilled) filling).problem();
    throw Problem.in(422, problem.path(), problem.rule());
  }

  Content compose(MailDocument document) {
    return document.compose(random);
  }
}
