package relay.domain.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Addresses of the relay's own that the words of a mail may show its recipient. Immutable.
 *
 * @param values by the names that templates know them by
 * @param whyNone what has to be so before there are any, for who writes mail; empty text when there
 *     are
 */
public record RecipientLinks(Map<String, String> values, String whyNone) {
  /** Leads to the page on which the recipient chooses what he gets. */
  public static final String PREFERENCES = "preferences_url";

  /** Leads to the page that unsubscribes the recipient by its one button. */
  public static final String UNSUBSCRIBE = "unsubscribe_url";

  private static final Set<String> NAMES = Set.of(PREFERENCES, UNSUBSCRIBE);

  public RecipientLinks {
    values = Map.copyOf(values);
  }

  /** There are none, and why. */
  public static RecipientLinks none(String why) {
    return new RecipientLinks(Map.of(), why);
  }

  /** Whether a value of this name is one of them. */
  static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  /** The data with them, where it does not say something else of its own by these names. */
  public TemplateData in(TemplateData data) {
    if (values.isEmpty()) {
      return data;
    }
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(data.values());
    return TemplateData.of(all);
  }
}
