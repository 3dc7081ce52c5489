// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { IBitcoinRelay } from "../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";
import { MainnetHeaders } from "../utils/MainnetHeaders.sol";

contract BitcoinRelayFuzzTest is BitcoinTest, MainnetHeaders {
    BitcoinRelay internal main;
    bytes internal batch;
    /// the chain that a plain model believes in: headers from the checkpoint on
    bytes[] internal model;

    function setUp() public {
        main = mainnetRelay(HEIGHT, 1);
        batch = mainnetHeaders(HEIGHT + 1, 21);
    }

    /// T3: real headers leave no bit free.
    function testFuzz_T3_AnyFlippedHeaderBitIsRefused(uint256 bit) public {
        bytes memory forged = flipBit(batch, bound(bit, 0, 8 * batch.length - 1));
        vm.expectRevert();
        main.submitHeaders(forged);
    }

    function test_T3_EveryFlippedByteOfAHeaderIsRefused() public {
        bytes memory header = mainnetHeader(HEIGHT + 1);
        for (uint256 bit; bit < 640; ++bit) {
            bytes memory forged = flipBit(header, bit);
            vm.expectRevert();
            main.submitHeaders(forged);
        }
        main.submitHeaders(header);
    }

    function testFuzz_AnyCutIsRefused(uint256 length) public {
        length = bound(length, 0, batch.length - 1);
        if (length % 80 == 0 && length != 0) length -= 1;
        bytes memory cut = slice(batch, 0, length);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, length));
        main.submitHeaders(cut);
    }

    /// A time is taken exactly when it is above the median of the last eleven, for any eleven and any order.
    function testFuzz_TheMedianIsTheMedian(uint256 seed, uint256 proposal) public {
        BitcoinRelay relay = regtestRelay();
        uint256[] memory times = new uint256[](12);
        bytes32 previous = relay.hashAt(CHECKPOINT);
        times[0] = GENESIS_TIME;
        for (uint256 i = 1; i < 12; ++i) {
            uint256 least = median(times, i) + 1;
            if (least < GENESIS_TIME - 5000) least = GENESIS_TIME - 5000;
            times[i] = least + uint256(keccak256(abi.encode(seed, i))) % 5000;
            bytes memory header = mine(previous, bytes32(i), times[i]);
            relay.submitHeaders(header);
            previous = sha256d(header);
        }
        uint256 middle = median(times, 12);
        proposal = bound(proposal, middle - 20, middle + 20);
        bytes memory next = mine(previous, bytes32(0), proposal);
        if (proposal <= middle) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IBitcoinRelay.BitcoinRelay_TimeTooOld.selector, CHECKPOINT + 12, middle, proposal
                )
            );
        }
        relay.submitHeaders(next);
    }

    /// Extensions and reorganisations in any order: the relay always equals a plain list of headers.
    /// forge-config: ci.fuzz.runs = 256
    function testFuzz_X11_TheRelayEqualsAList(uint256 seed) public {
        BitcoinRelay relay = regtestRelay();
        delete model;
        model.push(checkpointHeader());
        for (uint256 step; step < 10; ++step) {
            uint256 random = uint256(keccak256(abi.encode(seed, step)));
            uint256 depth = random % 4 == 0 ? 0 : random / 4 % model.length;
            if (depth > 8) depth = 8;
            uint256 length = random / 64 % 10 + 1;
            move(relay, depth, length, random);
            compare(relay);
        }
    }

    function move(BitcoinRelay relay, uint256 depth, uint256 length, uint256 salt) private {
        uint256 fork = model.length - 1 - depth;
        bytes memory headers =
            mineChain(sha256d(model[fork]), GENESIS_TIME + 600 * (fork + 1) + salt % 100, length, salt);
        if (depth == 0) {
            relay.submitHeaders(headers);
        } else {
            bytes memory context;
            for (uint256 i = fork < 10 ? 0 : fork - 10; i <= fork; ++i) {
                context = bytes.concat(context, model[i]);
            }
            if (length <= depth) {
                vm.expectRevert(
                    abi.encodeWithSelector(
                        IBitcoinRelay.BitcoinRelay_NotHeavier.selector, length * REGTEST_WORK, depth * REGTEST_WORK
                    )
                );
            }
            relay.submitBranch(CHECKPOINT + fork, bytes.concat(context, headers));
            if (length <= depth) return;
            for (uint256 i; i < depth; ++i) {
                model.pop();
            }
        }
        for (uint256 i; i < length; ++i) {
            model.push(slice(headers, 80 * i, 80));
        }
    }

    function compare(BitcoinRelay relay) private view {
        (uint256 height, uint256 time) = relay.tip();
        assertEq(height, CHECKPOINT + model.length - 1, "height");
        assertEq(time, timeOf(model[model.length - 1]), "time");
        for (uint256 i; i < model.length; ++i) {
            (bytes32 hash, uint256 work,,) = relay.headerState(CHECKPOINT + i);
            assertEq(hash, sha256d(model[i]), "hash");
            assertEq(work, (model.length - i) * REGTEST_WORK, "work");
        }
        assertEq(relay.hashAt(height + 1), 0, "nothing above");
    }

    /// @return the sixth of the last eleven of the first `count`, sorted; what the checkpoint hides counts as 0
    function median(uint256[] memory times, uint256 count) private pure returns (uint256) {
        uint256[] memory last = new uint256[](11);
        for (uint256 i; i < 11 && i < count; ++i) {
            last[i] = times[count - 1 - i];
        }
        for (uint256 i; i < 11; ++i) {
            for (uint256 j = i + 1; j < 11; ++j) {
                if (last[j] < last[i]) (last[i], last[j]) = (last[j], last[i]);
            }
        }
        return last[5];
    }
}
