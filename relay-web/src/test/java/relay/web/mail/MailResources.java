package relay.web.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLinks;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.http.BodyPatience;
import relay.domain.http.HttpSettings;
import relay.domain.http.IdempotencyBook;
import relay.domain.http.IdempotencyKey;
import relay.domain.http.IdempotencyKeys;
import relay.domain.identity.TestTokens;
import relay.domain.template.Templates;
import relay.domain.unsubscribe.UnsubscribeSettings;
import relay.web.access.Filters;

/** The mail resource as the container would make it. */
final class MailResources {
  private MailResources() {}

  static MailResource with(FakeReception reception) {
    return with(reception, () -> ControlState.EMPTY);
  }

  static MailResource with(FakeReception reception, ControlSource templates) {
    var resource = new MailResource();
    resource.bodies = new BodyReader(settings());
    resource.door = new MailDoor();
    resource.door.reception = reception;
    resource.door.logins = Filters.check(reception);
    resource.once = new OnceOnly();
    resource.once.keys = new BookOfKeys();
    resource.documents =
        new Documents(
            RelayConfiguration.of(Map.of("http.batch-max", "5"), Map.of()),
            () -> Instant.parse("2026-01-01T00:00:00Z"),
            new Random(1),
            new Templates(templates, () -> RelayConfiguration.of(Map.of(), Map.of()).template()),
            new ConsentAddresses(
                new ConsentLinks(() -> TestTokens.of(1)),
                () ->
                    new UnsubscribeSettings(
                        Optional.of(URI.create("https://mail.example.com/")), 1, 1)));
    return resource;
  }

  static HttpSettings settings() {
    return new HttpSettings(
        "127.0.0.1", 0, 100_000, 1 << 20, 500, Duration.ofHours(24), 3, new BodyPatience(0, 50));
  }

  private static final class BookOfKeys implements IdempotencyKeys {
    private final IdempotencyBook book =
        new IdempotencyBook(settings().idempotencyTime(), settings().idempotencyKeysMax());

    @Override
    public synchronized Claim claim(IdempotencyKey key) {
      return book.claim(key, Instant.EPOCH);
    }

    @Override
    public synchronized void answered(IdempotencyKey key, String answer) {
      book.answered(key, answer, Instant.EPOCH);
    }

    @Override
    public synchronized void release(IdempotencyKey key) {
      book.release(key);
    }
  }
}
