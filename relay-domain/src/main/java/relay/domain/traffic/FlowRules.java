package relay.domain.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import relay.domain.control.Responsible;
import relay.domain.routing.NextHop;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/**
 * What each flow may have. The rules are laid over each other in this order, and the later one
 * wins: the default, the shipped rule of the provider, the operator's rule for the provider, that
 * for the site, that for the domain. A domain with a rule of its own is a flow of its own.
 * Immutable; made anew when settings change.
 */
public final class FlowRules {
  private static final List<Provider> SHIPPED = ProviderFile.shipped();
  private final LimitPatch common;
  private final Map<String, Provider> providers;
  private final Map<String, Provider> bySuffix = new HashMap<>();
  private final Map<String, LimitPatch> ofProviders;
  private final Map<String, LimitPatch> ofSites;
  private final Map<String, LimitPatch> ofDomains;
  private final ReplyRules replies;
  private final int otpPercent;

  private FlowRules(
      LimitPatch common,
      Map<String, Provider> providers,
      Map<String, LimitPatch> ofProviders,
      Map<String, LimitPatch> ofSites,
      Map<String, LimitPatch> ofDomains,
      ReplyRules replies,
      int otpPercent) {
    this.common = common;
    this.providers = Map.copyOf(providers);
    this.ofProviders = Map.copyOf(ofProviders);
    this.ofSites = Map.copyOf(ofSites);
    this.ofDomains = Map.copyOf(ofDomains);
    this.replies = replies;
    this.otpPercent = otpPercent;
    // In their order: where two have one end, the operator's word counts and not that of the hash.
    for (Provider provider : providers.values()) {
      provider.exchangers().forEach(suffix -> bySuffix.put(suffix, provider));
    }
  }

  static FlowRules from(Settings settings) {
    Map<String, Provider> providers = new LinkedHashMap<>();
    SHIPPED.forEach(p -> providers.put(p.id(), p));
    for (String id : settings.names(FlowSettings.PROVIDER_EXCHANGERS)) {
      List<String> ends = settings.get(FlowSettings.PROVIDER_EXCHANGERS, id);
      Provider shipped = providers.remove(id);
      providers.put(
          id,
          shipped == null
              ? new Provider(id, id, ends, true, LimitPatch.EMPTY, "")
              : new Provider(
                  id, shipped.title(), ends, shipped.isOne(), shipped.limits(), shipped.facts()));
    }
    return new FlowRules(
        settings.get(FlowSettings.DEFAULT_LIMITS),
        providers,
        patches(settings, FlowSettings.PROVIDER_LIMITS),
        patches(settings, FlowSettings.SITE_LIMITS),
        patches(settings, FlowSettings.DOMAIN_LIMITS),
        replies(settings),
        settings.get(FlowSettings.OTP_PERCENT));
  }

  private static ReplyRules replies(Settings settings) {
    TreeMap<String, ReplyRule> own = new TreeMap<>();
    for (String name : settings.names(FlowSettings.REPLY_RULE)) {
      settings.get(FlowSettings.REPLY_RULE, name).ifPresent(r -> own.put(name, r.named(name)));
    }
    return ReplyRules.of(own);
  }

  /** Of each limit, in which one-time passwords go first. */
  int otpPercent() {
    return otpPercent;
  }

  ReplyRules replies() {
    return replies;
  }

  private static Map<String, LimitPatch> patches(Settings settings, Setting<LimitPatch> setting) {
    Map<String, LimitPatch> patches = new HashMap<>();
    settings.names(setting).forEach(name -> patches.put(name, settings.get(setting, name)));
    return patches;
  }

  /** The site of these mail exchangers. */
  public Site site(List<String> hosts) {
    Optional<Provider> one = providerOf(hosts.get(0));
    for (String host : hosts) {
      // A domain that mixes providers is nobody's: its limits would be those of neither.
      if (!providerOf(host).equals(one)) {
        one = Optional.empty();
        break;
      }
    }
    return new Site(SiteName.of(hosts), hosts, one);
  }

  /** The service behind a target whose profile tells its limits; each target is its own flow. */
  Optional<Provider> service(NextHop hop) {
    return hop instanceof NextHop.Smarthosts hosts
        ? hosts
            .profile()
            .map(
                p ->
                    new Provider(
                        p.id(),
                        p.title(),
                        List.of(),
                        false,
                        LimitPatch.read(p.limits()),
                        p.facts()))
        : Optional.empty();
  }

  /** Whose server has this name. */
  Optional<Provider> providerOf(String host) {
    return longest(host, bySuffix);
  }

  private static <T> Optional<T> longest(String host, Map<String, T> bySuffix) {
    T found = bySuffix.get(host);
    for (int dot = host.indexOf('.'); found == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
      found = bySuffix.get(host.substring(dot + 1));
    }
    return Optional.ofNullable(found);
  }

  /** The name of the flow of a next hop. */
  String flowName(String hop, Site site) {
    return ofDomains.containsKey(hop) ? "domain:" + hop : site.flowName();
  }

  /** The limits of the flow of a next hop. */
  FlowLimits limits(String hop, Site site) {
    FlowLimits limits =
        FlowLimits.NONE.with(common, Responsible.setting(FlowSettings.DEFAULT_LIMITS.key()));
    if (site.provider().isPresent()) {
      Provider provider = site.provider().get();
      limits = limits.with(provider.limits(), new Responsible("provider", provider.id()));
      limits = limits.with(ofProviders, FlowSettings.PROVIDER_LIMITS, provider.id());
    }
    for (String end : endsOf(site)) {
      limits = limits.with(ofSites, FlowSettings.SITE_LIMITS, end);
    }
    return limits.with(ofDomains, FlowSettings.DOMAIN_LIMITS, hop);
  }

  /** Ends with a rule that all hosts of the site share, the least exact first. */
  private List<String> endsOf(Site site) {
    List<String> ends = new ArrayList<>();
    if (ofSites.isEmpty()) {
      return ends;
    }
    String first = "." + site.hosts().get(0);
    for (int dot = first.lastIndexOf('.'); dot >= 0; dot = first.lastIndexOf('.', dot - 1)) {
      String end = first.substring(dot + 1);
      if (ofSites.containsKey(end)
          && site.hosts().stream().allMatch(h -> ("." + h).endsWith("." + end))) {
        ends.add(end);
      }
    }
    return ends;
  }

  /** The shipped provider whose exchangers have names that end so; empty for none or several. */
  public static Optional<String> shippedProviderOf(String end) {
    List<String> found =
        SHIPPED.stream()
            .filter(
                p -> p.exchangers().stream().anyMatch(e -> isWithin(e, end) || isWithin(end, e)))
            .map(Provider::id)
            .toList();
    return end.indexOf('.') > 0 && found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static boolean isWithin(String name, String end) {
    return ("." + name).endsWith("." + end);
  }

  /** Whether a provider is shipped by this id. */
  public static boolean isShipped(String provider) {
    return SHIPPED.stream().anyMatch(p -> p.id().equals(provider));
  }

  /** The ids of all that are shipped. */
  public static Set<String> shippedIds() {
    return SHIPPED.stream().map(Provider::id).collect(Collectors.toUnmodifiableSet());
  }

  /** All that are known by id, shipped or the operator's. */
  public Map<String, Provider> providers() {
    return providers;
  }
}
