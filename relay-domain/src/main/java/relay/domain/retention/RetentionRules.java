package relay.domain.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import relay.domain.control.Responsible;
import relay.domain.mail.MailOwner;
import relay.domain.settings.Setting;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;

/**
 * How long what is known of a mail is kept: as its stream says, else as the settings do. Records
 * and contents apart. As they hold now, hence asked again for each run. Thread-safe.
 */
public final class RetentionRules {
  private final CurrentTenancy tenancy;
  private final Supplier<RetentionSettings> settings;

  public RetentionRules(CurrentTenancy tenancy, Supplier<RetentionSettings> settings) {
    this.tenancy = tenancy;
    this.settings = settings;
  }

  /** Age at which the message view forgets a finished mail of this owner. */
  public Duration records(MailOwner owner) {
    return stream(owner)
        .flatMap(Stream::recordRetention)
        .orElseGet(() -> settings.get().messages());
  }

  /** Age at which a kept content of this owner is removed. */
  public Duration contents(MailOwner owner) {
    return stream(owner)
        .flatMap(Stream::contentRetention)
        .orElseGet(() -> settings.get().contents());
  }

  public Responsible recordsDecidedBy(MailOwner owner) {
    return decidedBy(
        stream(owner).filter(s -> s.recordRetention().isPresent()), RetentionSettings.MESSAGES);
  }

  public Responsible contentsDecidedBy(MailOwner owner) {
    return decidedBy(
        stream(owner).filter(s -> s.contentRetention().isPresent()), RetentionSettings.CONTENTS);
  }

  /** What is too old in the message view: one part by the settings, one for each own rule. */
  public List<OldMail> oldMail(Instant now) {
    Map<String, OldMail> own = new TreeMap<>();
    List<StreamName> names = new ArrayList<>();
    for (Stream stream : tenancy.get().state().all(TenancyKinds.STREAM)) {
      if (stream.recordRetention().isPresent()) {
        var name = new StreamName(stream.tenant(), stream.name());
        names.add(name);
        Instant before = now.minus(stream.recordRetention().get());
        own.put(name.toString(), new OldMail(before, Optional.of(name), Set.of()));
      }
    }
    List<OldMail> all = new ArrayList<>(own.size() + 1);
    all.add(new OldMail(now.minus(settings.get().messages()), Optional.empty(), Set.copyOf(names)));
    all.addAll(own.values());
    return all;
  }

  /**
   * Streams whose lines leave the journal before its files do, with the age at which they go: those
   * with an own rule that is shorter.
   */
  public Map<StreamName, Duration> shorterThanJournal() {
    Map<StreamName, Duration> shorter = new HashMap<>();
    for (Stream stream : tenancy.get().state().all(TenancyKinds.STREAM)) {
      stream
          .recordRetention()
          .filter(age -> age.compareTo(settings.get().journal()) < 0)
          .ifPresent(age -> shorter.put(new StreamName(stream.tenant(), stream.name()), age));
    }
    return shorter;
  }

  private Optional<Stream> stream(MailOwner owner) {
    return tenancy.get().stream(owner.tenant(), owner.stream());
  }

  private static Responsible decidedBy(Optional<Stream> stream, Setting<?> otherwise) {
    return stream
        .map(s -> Responsible.object(s.key()))
        .orElseGet(() -> Responsible.setting(otherwise.key()));
  }
}
