package relay.ejb.routing;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import relay.domain.routing.DnsSettings;

/**
 * The resolvers, asked one after another until one gives an answer that can be used. Asks over UDP
 * and again over TCP when the answer was cut off. Thread-safe.
 */
final class DnsServers {
  private final List<SimpleResolver> servers;
  private final int tries;
  private final Duration lookupTimeout;

  DnsServers(DnsSettings settings) {
    List<InetSocketAddress> addresses =
        settings.servers().stream().map(s -> new InetSocketAddress(s.address(), s.port())).toList();
    addresses = addresses.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : addresses;
    servers = addresses.stream().map(a -> resolver(a, settings.answerTimeout())).toList();
    tries = settings.tries();
    lookupTimeout = settings.lookupTimeout();
  }

  /** Asks until a server says yes or no, or time and tries are over. */
  DnsReply ask(Message question) {
    return ask(question, lookupTimeout);
  }

  /** Asks no longer than this. */
  DnsReply ask(Message question, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    String problem = "no DNS server is known";
    for (int round = 0; round < tries; round++) {
      for (SimpleResolver server : servers) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return DnsReply.none(problem);
        }
        DnsReply reply = ask(server, question, left);
        if (reply.message() != null) {
          return reply;
        }
        problem = reply.security().why();
      }
    }
    return DnsReply.none(problem);
  }

  /** What each of them says, all asked at the same time, by address and port in their order. */
  Map<String, DnsReply> askEach(Message question) {
    long end = System.nanoTime() + lookupTimeout.toNanos();
    Map<String, DnsReply> replies = new LinkedHashMap<>();
    List<SimpleResolver> open = servers;
    for (int round = 0; round < tries && !open.isEmpty(); round++) {
      Map<SimpleResolver, CompletableFuture<Message>> asked = new LinkedHashMap<>();
      open.forEach(server -> asked.put(server, send(server, question.clone())));
      open = new ArrayList<>();
      for (Map.Entry<SimpleResolver, CompletableFuture<Message>> each : asked.entrySet()) {
        DnsReply reply = await(each.getKey(), each.getValue(), end - System.nanoTime());
        replies.put(name(each.getKey()), reply);
        if (reply.message() == null) {
          open.add(each.getKey());
        }
      }
    }
    return replies;
  }

  private static String name(SimpleResolver server) {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static DnsReply ask(SimpleResolver server, Message question, long nanosLeft) {
    return await(server, send(server, question), nanosLeft);
  }

  private static CompletableFuture<Message> send(SimpleResolver server, Message question) {
    return server.sendAsync(question).toCompletableFuture();
  }

  private static DnsReply await(
      SimpleResolver server, CompletableFuture<Message> asked, long nanosLeft) {
    String from = " from " + server.getAddress().getAddress().getHostAddress();
    try {
      Message answer = asked.get(nanosLeft, TimeUnit.NANOSECONDS);
      int code = answer.getRcode();
      return code == Rcode.NOERROR || code == Rcode.NXDOMAIN
          ? DnsReply.unchecked(answer)
          : DnsReply.none(Rcode.string(code) + from);
    } catch (ExecutionException e) {
      String why = e.getCause().getMessage();
      return DnsReply.none("no answer" + from + (why == null ? "" : ": " + why));
    } catch (TimeoutException e) {
      asked.cancel(true);
      return DnsReply.none("no answer" + from + " in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DnsReply.none("interrupted while waiting for an answer" + from);
    }
  }

  private static SimpleResolver resolver(InetSocketAddress address, Duration timeout) {
    var resolver = new SimpleResolver(address);
    resolver.setTimeout(timeout);
    return resolver;
  }
}
