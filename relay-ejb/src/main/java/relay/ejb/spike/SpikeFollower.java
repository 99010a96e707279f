package relay.ejb.spike;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.RecordedEvent;
import relay.domain.spike.SpikeBook;
import relay.domain.spike.SpikeBookJson;
import relay.domain.spike.SpikeSignal;
import relay.domain.spike.SpikeStep;
import relay.domain.suppression.BounceOutcome;
import relay.ejb.journal.Follower;
import relay.ejb.journal.JournalBatch;
import relay.ejb.journal.JournalReader;

/**
 * Reads this node's journal for spikes and has done what follows. {@link #follow} runs on one
 * thread at a time; {@link #written} may be asked by all. While nobody wants to know of spikes
 * nothing is read.
 */
public final class SpikeFollower implements Follower {
  private static final Logger LOG = System.getLogger(SpikeFollower.class.getName());
  private static final int EVENTS_AT_ONCE = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  /** Under load the file is written seldom; others wait for it when it is quiet. */
  private static final Duration WRITTEN_QUIET = Duration.ofSeconds(2);

  private static final Duration WRITTEN_BUSY = Duration.ofSeconds(30);
  private final JournalReader journal;
  private final SpikeFile file;
  private final SpikeBook book;
  private final SpikeBrakes brakes;
  private final BooleanSupplier isWanted;
  private final InstantSource clock;
  private JournalPosition place;
  private Instant writtenAt = Instant.EPOCH;
  private volatile Optional<JournalPosition> written = Optional.empty();

  /**
   * @param isWanted whether any stream's spikes are looked for
   */
  SpikeFollower(
      JournalReader journal,
      SpikeFile file,
      SpikeBook book,
      SpikeBrakes brakes,
      BooleanSupplier isWanted,
      InstantSource clock) {
    this.journal = journal;
    this.file = file;
    this.book = book;
    this.brakes = brakes;
    this.isWanted = isWanted;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "spikes";
  }

  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  /** Counts the next events; the pause before the next call. */
  Duration follow() {
    try {
      if (place == null) {
        open();
      }
      boolean more = count();
      boolean acted = act();
      keep(acted, more);
      return more ? Duration.ZERO : PAUSE;
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the journal cannot be read for spikes; trying again", e);
    } catch (JournalUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "what follows a spike waits for the journal", e);
    }
    return AFTER_TROUBLE;
  }

  /** Where it stopped; without a file at the end, for what was before says little. */
  private void open() throws IOException {
    Optional<String> text = file.read();
    if (text.isPresent()) {
      try {
        place = SpikeBookJson.read(text.get(), book);
      } catch (RuntimeException e) {
        LOG.log(Logger.Level.WARNING, file + " cannot be read; spikes are counted anew", e);
      }
    }
    if (place == null) {
      place = journal.end();
    }
  }

  /** True when there may be more at once. */
  private boolean count() throws IOException {
    if (!isWanted.getAsBoolean()) {
      place = journal.end();
      return false;
    }
    JournalBatch batch = journal.read(place, EVENTS_AT_ONCE, BounceOutcome.TYPES);
    for (RecordedEvent event : batch.events()) {
      SpikeSignal.of(event).ifPresent(book::take);
    }
    place = batch.next();
    return !batch.events().isEmpty();
  }

  private boolean act() {
    Instant now = clock.instant();
    boolean acted = brakes.noticeLifted(book, now);
    for (SpikeStep step : book.steps(now)) {
      brakes.carryOut(step, book, now);
      acted = true;
    }
    return acted;
  }

  private void keep(boolean acted, boolean more) throws IOException {
    Instant now = clock.instant();
    boolean isNews = written.filter(place::equals).isEmpty();
    boolean isTime = !now.isBefore(writtenAt.plus(more ? WRITTEN_BUSY : WRITTEN_QUIET));
    if (acted || isNews && isTime) {
      file.write(SpikeBookJson.write(book, place));
      writtenAt = now;
      written = Optional.of(place);
    }
  }
}
