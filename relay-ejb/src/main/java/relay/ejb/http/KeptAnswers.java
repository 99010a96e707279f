package relay.ejb.http;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.IdempotencyBook;
import relay.domain.http.IdempotencyKey;
import relay.domain.http.IdempotencyKeys;

/**
 * Answers by idempotency key, in memory and in files of the data folder: the database is not asked,
 * for mail is taken without it.
 */
@ApplicationScoped
public class KeptAnswers implements IdempotencyKeys {
  private static final Logger LOG = Logger.getLogger(KeptAnswers.class.getName());
  private final RelayConfiguration configuration;
  private final InstantSource clock;
  private IdempotencyBook book;
  private KeyLog log;

  /** For the container's proxy. */
  protected KeptAnswers() {
    this(null, null);
  }

  @Inject
  KeptAnswers(RelayConfiguration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  @PostConstruct
  synchronized void open() {
    var settings = configuration.http();
    book = new IdempotencyBook(settings.idempotencyTime(), settings.idempotencyKeysMax());
    log = new KeyLog(configuration.node().dataFolder().resolve("http"), settings.idempotencyTime());
    try {
      log.read(
          clock.instant(),
          line -> {
            book.claim(line.key(), line.at());
            book.answered(line.key(), line.answer(), line.at());
          });
    } catch (IOException e) {
      LOG.log(Level.WARNING, "answers to idempotency keys from before the start are lost", e);
    }
  }

  @Override
  public synchronized Claim claim(IdempotencyKey key) {
    return book.claim(key, clock.instant());
  }

  @Override
  public synchronized void answered(IdempotencyKey key, String answer) {
    Instant now = clock.instant();
    book.answered(key, answer, now);
    try {
      log.append(new KeyLog.Line(key, now, answer));
    } catch (IOException e) {
      // the mail is committed and the client must hear so; only a restart forgets this key
      LOG.log(Level.WARNING, "an answer to an idempotency key is kept in memory only", e);
    }
  }

  @Override
  public synchronized void release(IdempotencyKey key) {
    book.release(key);
  }

  @PreDestroy
  synchronized void close() {
    try {
      log.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "the lines are in the file already", e);
    }
  }
}
