package io.entryguard.resources.local.service;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** Where services listen: this machine alone, and the containers on it. */
final class Addresses {
  private Addresses() {}

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /**
   * Docker's bridge on Linux, which containers reach this machine by ({@code sam local} runs
   * functions in them). Docker Desktop leads them to the loopback address, so there it is empty.
   */
  static Optional<InetAddress> containerBridge() {
    try {
      return Optional.ofNullable(NetworkInterface.getByName("docker0"))
          .flatMap(bridge ->
              bridge
                  .inetAddresses()
                  .filter(address -> address instanceof Inet4Address)
                  .findFirst());
    } catch (SocketException e) {
      return Optional.empty();
    }
  }
}
