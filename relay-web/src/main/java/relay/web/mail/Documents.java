package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.Content;
import relay.domain.reception.document.DocumentReader;
import relay.domain.reception.document.DocumentReading;
import relay.domain.reception.document.MailDocument;
import relay.web.problem.Problem;

/** Mails as JSON documents; what is wrong with one becomes a problem naming each field. */
@ApplicationScoped
public class Documents {
  private DocumentReader reader;
  private InstantSource clock;
  private RandomGenerator random;

  /** For the container's proxy. */
  protected Documents() {}

  @Inject
  Documents(RelayConfiguration configuration, InstantSource clock, RandomGenerator random) {
    this.reader = new DocumentReader(configuration.smtp().content().futureReleaseMax());
    this.clock = clock;
    this.random = random;
  }

  MailDocument read(byte[] json) {
    DocumentReading reading = reader.read(json, clock.instant());
    if (reading instanceof DocumentReading.Read read) {
      return read.document();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    ((DocumentReading.Refused) reading).problems().forEach(p -> fields.put(p.path(), p.rule()));
    throw Problem.inFields(422, fields);
  }

  Content compose(MailDocument document) {
    return document.compose(random);
  }
}
