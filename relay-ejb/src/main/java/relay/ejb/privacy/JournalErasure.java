package relay.ejb.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import relay.domain.journal.JournalFileName;
import relay.domain.privacy.ErasedEvent;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.ejb.database.Database;
import relay.ejb.journal.Followers;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;

/**
 * The journal files of this node forget an address: a new file is begun, and when all who follow
 * the journal have read what is before it, one file after the other is written anew. Thread-safe.
 *
 * <p>Its place: number of the next file, number of the file at which to end.
 */
final class JournalErasure implements PersonalStore {
  private final JournalFiles journal;
  private final JournalFolder folder;
  private final JournalRewrite rewrite;
  private final Followers followers;
  private final Database database;

  JournalErasure(
      JournalFiles journal,
      JournalFolder folder,
      JournalRewrite rewrite,
      Followers followers,
      Database database) {
    this.journal = journal;
    this.folder = folder;
    this.rewrite = rewrite;
    this.followers = followers;
    this.database = database;
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  /** Files that will be looked through. */
  @Override
  public long count(ErasureOrder order) {
    try {
      return folder.files().size();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal folder cannot be read", e);
    }
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    if (place.isEmpty()) {
      return Step.on(0, place(0, journal.beginFile()));
    }
    int blank = place.indexOf(' ');
    long next = Long.parseLong(place.substring(0, blank));
    long end = Long.parseLong(place.substring(blank + 1));
    if (followers.allHaveRead().filter(read -> read.file() >= end).isEmpty()) {
      return Step.on(0, place); // places in a file that is written anew mean nothing any more
    }
    try {
      Optional<JournalFileName> file =
          folder.files().stream().filter(f -> f.number() >= next && f.number() < end).findFirst();
      if (file.isEmpty()) {
        return Step.finished(0, place);
      }
      // H2 writes late: after a crash the view must not begin before what is written anew
      database.durably(connection -> null);
      var erased = new ErasedEvent(order);
      int changed = rewrite.rewrite(file.get(), mayName(order), e -> Optional.of(erased.of(e)));
      return Step.on(changed, place(file.get().number() + 1, end));
    } catch (IOException e) {
      throw new UncheckedIOException("a journal file cannot be written anew; is the disk full?", e);
    }
  }

  private static String place(long next, long end) {
    return next + " " + end;
  }

  /** Whether an encoded line may hold the address: cheap, and right for every line that does. */
  static JournalRewrite.LineFilter mayName(ErasureOrder order) {
    String address = order.address().toString();
    boolean plain = address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    if (!plain) {
      return (octets, from, length) -> true; // escaped or in UTF-8: the line has to be read
    }
    byte[] wanted = address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    return (octets, from, length) -> contains(octets, from, length, wanted);
  }

  private static boolean contains(byte[] octets, int from, int length, byte[] wanted) {
    byte first = wanted[0];
    for (int at = from; at <= from + length - wanted.length; at++) {
      if (lower(octets[at]) == first) {
        int matched = 1;
        while (matched < wanted.length && lower(octets[at + matched]) == wanted[matched]) {
          matched++;
        }
        if (matched == wanted.length) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }
}
