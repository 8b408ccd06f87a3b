#define _GNU_SOURCE
#include "CPlatform.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// Longest header of IPv4 and the shortest of TCP.
enum { kept = 80, receive_buffer = 256 * 1024 };

/// Lets through TCP packets to `port` that have SYN set and ACK not, and that were sent to this machine.
static int attach(int descriptor, uint16_t port) {
    // Offsets are from the header of the internet protocol; jumps count from the following instruction.
    struct sock_filter code[] = {
        /*  0 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_AD_OFF + SKF_AD_PKTTYPE),
        /*  1 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PACKET_HOST, 0, 18),
        /*  2 */ BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 0),
        /*  3 */ BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xF0),
        /*  4 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x40, 0, 6),
        // IPv4: the protocol, no later fragment, the header's length.
        /*  5 */ BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 9),
        /*  6 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 0, 13),
        /*  7 */ BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 6),
        /*  8 */ BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x1FFF, 11, 0),
        /*  9 */ BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
        /* 10 */ BPF_STMT(BPF_JMP | BPF_JA, 4),
        // IPv6: TCP right behind the header, as first packets have it.
        /* 11 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x60, 0, 8),
        /* 12 */ BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 6),
        /* 13 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 0, 6),
        /* 14 */ BPF_STMT(BPF_LDX | BPF_W | BPF_IMM, 40),
        // Both: the port and the flags.
        /* 15 */ BPF_STMT(BPF_LD | BPF_H | BPF_IND, 2),
        /* 16 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, port, 0, 3),
        /* 17 */ BPF_STMT(BPF_LD | BPF_B | BPF_IND, 13),
        /* 18 */ BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
        /* 19 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 1, 0),
        /* 20 */ BPF_STMT(BPF_RET | BPF_K, 0),
        /* 21 */ BPF_STMT(BPF_RET | BPF_K, kept),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
    return setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0 ? 0 : -errno;
}

int cp_open_doorbell(int is_ipv6, uint16_t port) {
    // Without a protocol it gets nothing until the filter stands.
    int descriptor = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return -errno;
    int size = receive_buffer;
    int error = attach(descriptor, port);
    if (error == 0 && setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) != 0) error = -errno;
    // By the protocol and not all of them: a packet through a bridge then comes once, as the bridge's.
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET,
        .sll_protocol = htons(is_ipv6 ? ETH_P_IPV6 : ETH_P_IP),
    };
    if (error == 0 && bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) error = -errno;
    if (error == 0) return descriptor;
    close(descriptor);
    return error;
}

int cp_set_doorbell_port(int descriptor, uint16_t port) { return attach(descriptor, port); }

int cp_read_packet(int descriptor, uint8_t *packet, size_t capacity, int *interface) {
    struct sockaddr_ll address = {0};
    socklen_t length = sizeof address;
    ssize_t count = recvfrom(descriptor, packet, capacity, MSG_DONTWAIT, (struct sockaddr *)&address, &length);
    if (count < 0) return -errno;
    *interface = address.sll_ifindex;
    return (int)count;
}

int cp_lost_packets(int descriptor, uint32_t *count) {
    struct tpacket_stats facts;
    socklen_t length = sizeof facts;
    if (getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, &facts, &length) != 0) return -errno;
    *count = facts.tp_drops;
    return 0;
}
