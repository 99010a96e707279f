package relay.ejb.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Recipient;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;
import relay.domain.sandbox.SandboxSettings;
import relay.domain.secret.ContentSeal;

/**
 * Mails as files, one each, with an index in memory that is read again from the files at start. Not
 * synced to disk: this is a place to look at mail, not the record of it. Thread-safe.
 */
public final class SandboxFolder implements Sandbox {
  private final Path folder;
  private final SandboxSettings settings;
  private final InstantSource clock;
  private final ContentSeal seal;
  private final Deque<SandboxMail> oldestFirst = new ArrayDeque<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private long octets;

  /**
   * @param seal for contents that are to be sealed or are
   * @throws UncheckedIOException when the folder cannot be made or read
   */
  public SandboxFolder(
      Path folder, SandboxSettings settings, InstantSource clock, ContentSeal seal) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.seal = seal;
    readIndex();
  }

  /** Keeps a mail for these of its recipients, and drops the oldest ones beyond the bounds. */
  void keep(TransmissionOrder order, List<Recipient> recipients) throws IOException {
    String id = SandboxFile.id(lastNumber.incrementAndGet());
    SandboxMail mail =
        SandboxFile.write(folder.resolve(id), seal, order, recipients, clock.instant());
    List<SandboxMail> surplus = new ArrayList<>();
    synchronized (this) {
      oldestFirst.addLast(mail);
      octets += mail.size();
      while (oldestFirst.size() > settings.messagesMax()
          || (octets > settings.octetsMax() && !oldestFirst.isEmpty())) {
        surplus.add(removeOldest());
      }
    }
    for (SandboxMail old : surplus) {
      Files.deleteIfExists(folder.resolve(old.id()));
    }
  }

  @Override
  public synchronized List<SandboxMail> newest(int max) {
    List<SandboxMail> newest = new ArrayList<>(Math.min(max, oldestFirst.size()));
    Iterator<SandboxMail> mails = oldestFirst.descendingIterator();
    while (newest.size() < max && mails.hasNext()) {
      newest.add(mails.next());
    }
    return newest;
  }

  @Override
  public synchronized Optional<SandboxMail> find(String id) {
    return oldestFirst.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  @Override
  public Optional<byte[]> content(String id) throws IOException {
    // Only what the index knows: no text from outside ever becomes a path.
    if (find(id).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SandboxFile.content(folder.resolve(id), seal));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public int remove(List<String> ids) {
    return remove(mail -> ids.contains(mail.id()));
  }

  @Override
  public void clear() {
    remove(mail -> true);
  }

  private int remove(Predicate<SandboxMail> which) {
    List<SandboxMail> going;
    synchronized (this) {
      going = oldestFirst.stream().filter(which).toList();
      oldestFirst.removeAll(going);
      going.forEach(mail -> octets -= mail.size());
    }
    try {
      for (SandboxMail mail : going) {
        Files.deleteIfExists(folder.resolve(mail.id()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a mail of the sandbox cannot be removed", e);
    }
    return going.size();
  }

  private SandboxMail removeOldest() {
    SandboxMail oldest = oldestFirst.removeFirst();
    octets -= oldest.size();
    return oldest;
  }

  private void readIndex() {
    try {
      Files.createDirectories(folder);
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.filter(f -> SandboxFile.isId(f.getFileName().toString())).sorted().toList();
      }
      int surplus = Math.max(0, files.size() - settings.messagesMax());
      for (Path file : files.subList(0, surplus)) {
        Files.delete(file);
      }
      for (Path file : files.subList(surplus, files.size())) {
        lastNumber.set(SandboxFile.number(file.getFileName().toString()));
        Optional<SandboxMail> mail = SandboxFile.read(file, seal);
        if (mail.isPresent()) {
          oldestFirst.addLast(mail.get());
          octets += mail.get().size();
        } else {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox folder " + folder + " cannot be used", e);
    }
  }
}
