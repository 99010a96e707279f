package relay.ejb.automation;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import relay.domain.automation.MailReactions;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.view.DatabaseSettings;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;
import relay.ejb.journal.Follower;
import relay.ejb.journal.FollowerPlace;
import relay.ejb.journal.JournalReader;

/**
 * Reads this node's journal for what contacts did with mails. Its place is moved on after the
 * events are noted; noted twice they count once. {@link #follow} runs on one thread at a time.
 */
public final class AutomationFollower implements Follower {
  private static final Logger LOG = System.getLogger(AutomationFollower.class.getName());
  private final JournalReader journal;
  private final Database database;
  private final MailReactions reactions;
  private final FollowerPlace kept;
  private final DatabaseSettings settings;
  private Optional<JournalPosition> place = Optional.empty();
  private volatile Optional<JournalPosition> written = Optional.empty();

  AutomationFollower(
      JournalReader journal,
      Database database,
      MailReactions reactions,
      String node,
      DatabaseSettings settings) {
    this.journal = journal;
    this.database = database;
    this.reactions = reactions;
    this.kept = new FollowerPlace("automation_follower", node);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "automations";
  }

  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  /** Notes the next events; the pause before the next call. */
  Duration follow() {
    if (!database.open()) {
      return settings.reopenDelayMax();
    }
    try {
      return noteNext() ? Duration.ZERO : settings.interval();
    } catch (ViewUnavailable e) {
      place = Optional.empty(); // what the transaction did is unknown: ask the database
      LOG.log(Logger.Level.DEBUG, "automations wait for the database", e);
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the journal cannot be read for automations; again later", e);
    }
    return settings.reopenDelayMax();
  }

  private boolean noteNext() throws IOException {
    if (place.isEmpty()) {
      place = Optional.of(database.inTransaction(kept::read));
    }
    JournalPosition from = place.get();
    var batch = journal.read(from, settings.batchEvents(), MailReactions.TYPES);
    for (RecordedEvent recorded : batch.events()) {
      reactions.note(recorded.event());
    }
    if (!batch.next().equals(from)) {
      database.inTransaction(
          connection -> {
            kept.moveTo(connection, batch.next());
            return null;
          });
      place = Optional.of(batch.next());
    }
    written = Optional.of(batch.next());
    return !batch.events().isEmpty();
  }
}
