package relay.domain.campaign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import relay.domain.campaign.care.GuardFigures;

/**
 * How many recipients of a campaign have come how far.
 *
 * @param byFate those that are none may be absent
 * @param bounces by class, or other reason, of the refusal
 * @param skips by reason
 * @param waits of those who wait, whose turn was put off, by reason
 * @param complaints who complained of it
 * @param unsubscribes who left by it
 */
public record CampaignCounts(
    Map<MailFate, Long> byFate,
    Map<String, Long> bounces,
    Map<String, Long> skips,
    Map<String, Long> waits,
    long complaints,
    long unsubscribes) {
  public static final CampaignCounts NONE =
      new CampaignCounts(Map.of(), Map.of(), Map.of(), Map.of(), 0, 0);

  public CampaignCounts {
    var copy = new EnumMap<MailFate, Long>(MailFate.class);
    copy.putAll(byFate);
    byFate = Collections.unmodifiableMap(copy);
    bounces = Collections.unmodifiableMap(new TreeMap<>(bounces));
    skips = Collections.unmodifiableMap(new TreeMap<>(skips));
    waits = Collections.unmodifiableMap(new TreeMap<>(waits));
  }

  public long of(MailFate fate) {
    return byFate.getOrDefault(fate, 0L);
  }

  /** What the guards hold against it. */
  public GuardFigures figures() {
    return new GuardFigures(
        of(MailFate.DELIVERED),
        of(MailFate.BOUNCED),
        of(MailFate.EXPIRED),
        of(MailFate.DEFERRED),
        complaints,
        unsubscribes);
  }

  /** All recipients. */
  public long total() {
    return byFate.values().stream().mapToLong(Long::longValue).sum();
  }

  /** To whom something will still happen. */
  public long open() {
    return byFate.entrySet().stream()
        .filter(each -> each.getKey().isOpen())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whose mail was put into the lane, whatever came of it. */
  public long sent() {
    return total() - of(MailFate.WAITING) - of(MailFate.RESERVED) - of(MailFate.SKIPPED);
  }
}
