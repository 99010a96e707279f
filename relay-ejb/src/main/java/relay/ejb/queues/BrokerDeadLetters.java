package relay.ejb.queues;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.deadletter.LetterContent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueueUnavailable;

/**
 * Dead letters as they stand at the broker, each call on a connection of its own: this is for
 * people, not for mail. Thread-safe.
 */
final class BrokerDeadLetters implements DeadLetterBox {
  private static final List<String> QUEUES =
      List.of(QueueNames.DEAD_LETTER, QueueNames.SUBMISSION_DEAD, QueueNames.EXPIRED);
  private static final long RECEIVE_MILLIS = 2_000;
  private final ConnectionFactory factory;
  private final QueueSearch search;
  private final LetterReader reader;

  BrokerDeadLetters(ConnectionFactory factory, QueueSearch search, LetterReader reader) {
    this.factory = factory;
    this.search = search;
    this.reader = reader;
  }

  /** What is made of a message; null to go on with the next. */
  private interface Look<T> {
    T at(Message message, String queue) throws JMSException, IOException;
  }

  /** What is done in a session. */
  private interface Work<T> {
    T in(TransactedSession session) throws JMSException, IOException;
  }

  @Override
  public List<DeadLetter> list(int max) {
    return found(new Letters(Optional.empty(), max)).orElseThrow();
  }

  @Override
  public Optional<List<DeadLetter>> after(String id, int max) {
    return found(new Letters(Optional.of(id), max));
  }

  private Optional<List<DeadLetter>> found(Letters letters) {
    return withSession(
        session -> {
          for (String queue : QUEUES) {
            browse(session, queue, null, letters);
          }
          return letters.found();
        });
  }

  /** Takes the letters it is shown, from one of them on, as long as there is room. */
  private static final class Letters implements Look<Boolean> {
    private final List<DeadLetter> letters = new ArrayList<>();
    private final int max;
    private Optional<String> awaited;

    Letters(Optional<String> after, int max) {
      this.awaited = after;
      this.max = max;
    }

    @Override
    public Boolean at(Message message, String queue) throws JMSException {
      if (awaited.isPresent()) {
        if (LetterReader.letter(message, queue).id().equals(awaited.get())) {
          awaited = Optional.empty();
        }
      } else if (letters.size() < max) {
        letters.add(LetterReader.letter(message, queue));
      }
      return letters.size() < max ? null : Boolean.TRUE;
    }

    Optional<List<DeadLetter>> found() {
      return awaited.isPresent() ? Optional.empty() : Optional.of(letters);
    }
  }

  @Override
  public Optional<DeadLetter> find(String id) {
    return first(id, LetterReader::letter);
  }

  @Override
  public Optional<LetterContent> content(String id, int octetsMax) {
    return first(id, (message, queue) -> reader.content(message, octetsMax));
  }

  private <T> Optional<T> first(String id, Look<T> look) {
    Optional<String> selector = LetterReader.selector(id);
    if (selector.isEmpty()) {
      return Optional.empty();
    }
    return withSession(
        session -> {
          for (String queue : QUEUES) {
            T found = browse(session, queue, selector.get(), look);
            if (found != null) {
              return Optional.of(found);
            }
          }
          return Optional.empty();
        });
  }

  private static <T> T browse(
      TransactedSession session, String queue, String selector, Look<T> look)
      throws JMSException, IOException {
    try (QueueBrowser browser = session.session().createBrowser(session.queue(queue), selector)) {
      Enumeration<?> letters = browser.getEnumeration();
      while (letters.hasMoreElements()) {
        T seen = look.at((Message) letters.nextElement(), queue);
        if (seen != null) {
          return seen;
        }
      }
    } catch (InvalidDestinationException e) {
      // nothing ever died there
      return null;
    }
    return null;
  }

  @Override
  public boolean giveBack(DeadLetter letter, String queue) {
    String selector = LetterReader.selector(letter.id()).orElse("");
    if (selector.isEmpty()) {
      return false;
    }
    OptionalLong moved = search.move(letter.queue(), selector, queue);
    return moved.isPresent() ? moved.getAsLong() > 0 : take(letter, selector, queue);
  }

  @Override
  public boolean remove(DeadLetter letter) {
    Optional<String> selector = LetterReader.selector(letter.id());
    return selector.isPresent() && take(letter, selector.get(), "");
  }

  /** Takes it off its queue, and in the same transaction sends it to another one where named. */
  private boolean take(DeadLetter letter, String selector, String to) {
    return withSession(
        session -> {
          if (browse(session, letter.queue(), selector, (m, queue) -> m) == null) {
            return false;
          }
          try (MessageConsumer consumer =
              session.session().createConsumer(session.queue(letter.queue()), selector)) {
            Message message = consumer.receive(RECEIVE_MILLIS);
            if (message == null) {
              return false;
            }
            if (!to.isEmpty()) {
              session.send(to, DeadLetters.copy(session.session(), message, Optional.empty()));
            }
            session.commit();
            return true;
          }
        });
  }

  private <T> T withSession(Work<T> work) {
    try (TransactedSession session = new TransactedSession(factory)) {
      session.start();
      return work.in(session);
    } catch (JMSException e) {
      throw new QueueUnavailable("the queues of dead letters cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the content of a dead letter cannot be read", e);
    }
  }
}
