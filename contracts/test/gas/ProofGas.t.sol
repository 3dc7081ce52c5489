// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";
import { SpvPeer } from "../utils/SpvPeer.sol";

/// @notice B1: a proof with six confirmations, here and on keep-network's library in the same run. The peer has no relay,
/// so six headers are its confirmations; ours asks the relay, whose cold call and slots are counted. Execution only: the
/// frame of the target, without 21,000 and calldata.
contract ProofGasTest is BitcoinTest {
    bytes32 internal constant PROGRAM = keccak256("program");
    string internal constant GROUP = "BitcoinProofs";

    BitcoinRelay internal relay;
    BitcoinProofsHarness internal ours;
    SpvPeer internal peer;

    function setUp() public {
        relay = regtestRelay();
        ours = new BitcoinProofsHarness();
        peer = new SpvPeer();
    }

    function test_B1_Gas_Depth1() public {
        compare(1);
    }

    function test_B1_Gas_Depth5() public {
        compare(5);
    }

    function test_B1_Gas_Depth10() public {
        assertLe(compare(10), 60, "B1: at most 0.60 of the peer at depth 10");
    }

    function test_B1_Gas_Depth12() public {
        assertLe(compare(12), 60, "B1: at most 0.60 of the peer at depth 12");
    }

    function compare(uint256 depth) private returns (uint256 percent) {
        bytes memory paid = payment(1_000_000, p2wshOf(PROGRAM), depth);
        (Proof memory proof, bytes memory headers) = proofOfDepth(paid, depth);
        string memory at = string.concat(" at depth ", vm.toString(depth));

        vm.cool(address(relay));
        ours.verify(proof, relay, 6);
        uint256 gas_ = vm.lastCallGas().gasTotalUsed;
        uint256 transaction_ = 21_000 + calldataGas(abi.encodeCall(ours.verify, (proof, relay, 6))) + gas_;
        vm.snapshotValue(GROUP, string.concat("verify", at), gas_);
        vm.cool(address(relay));
        ours.payments(proof, relay, PROGRAM);
        vm.snapshotValue(GROUP, string.concat("verify and sum", at), vm.lastCallGas().gasTotalUsed);

        (uint256 six, uint256 sixTransaction) = provePeer(proof, paid, headers);
        vm.snapshotValue(GROUP, string.concat("peer, six headers", at), six);
        (uint256 one,) = provePeer(proof, paid, proof.header);
        vm.snapshotValue(GROUP, string.concat("peer, one header", at), one);
        percent = percentOf(gas_, six);
        vm.snapshotValue(GROUP, string.concat("verify, percent of the peer with six headers", at), percent);
        vm.snapshotValue(GROUP, string.concat("verify, percent of the peer with one header", at), percentOf(gas_, one));
        vm.snapshotValue(GROUP, string.concat("transaction", at), transaction_);
        vm.snapshotValue(GROUP, string.concat("peer's transaction, six headers", at), sixTransaction);
        if (depth == 10) {
            assertLe(percentOf(transaction_, sixTransaction), 80, "B1: at most 0.80 of the peer's transaction");
        }
    }

    /// @return execution
    /// @return with 21,000 and calldata
    function provePeer(Proof memory proof, bytes memory paid, bytes memory headers) private returns (uint256, uint256) {
        // One input and two outputs: 1 + 41 bytes, then the outputs, then the locktime.
        SpvPeer.Parts memory parts =
            SpvPeer.Parts(bytes4(paid), slice(paid, 4, 42), slice(paid, 46, paid.length - 50), bytes4(0));
        SpvPeer.PeerProof memory theirs = SpvPeer.PeerProof(
            parts,
            headers,
            abi.encodePacked(proof.path),
            proof.index,
            sha256(proof.coinbaseTx),
            abi.encodePacked(proof.coinbasePath)
        );
        (bytes32 txid,) = peer.prove(theirs);
        uint256 gas_ = vm.lastCallGas().gasTotalUsed;
        assertEq(txid, sha256d(paid), "the peer proves the same");
        return (gas_, 21_000 + calldataGas(abi.encodeCall(peer.prove, (theirs))) + gas_);
    }

    /// @return rounded up, so that 60 means at most 0.60
    function percentOf(uint256 part, uint256 whole) private pure returns (uint256) {
        return (part * 100 + whole - 1) / whole;
    }

    /// Paths of chosen siblings, so that depth costs no leaves: the root is what they lead to.
    function proofOfDepth(bytes memory paid, uint256 depth) private returns (Proof memory proof, bytes memory headers) {
        proof.height = CHECKPOINT + 1;
        proof.tx = paid;
        proof.coinbaseTx = coinbase(proof.height);
        proof.path = new bytes32[](depth);
        proof.coinbasePath = new bytes32[](depth);
        proof.index = (1 << depth) - 1;
        bytes32 left = sha256d(proof.coinbaseTx);
        bytes32 right = sha256d(paid);
        // The two leaves climb at the edges of the tree and meet at the root.
        for (uint256 level; level + 1 < depth; ++level) {
            proof.coinbasePath[level] = keccak256(abi.encode("left", level));
            proof.path[level] = keccak256(abi.encode("right", level));
            left = parentOf(left, proof.coinbasePath[level]);
            right = parentOf(proof.path[level], right);
        }
        proof.coinbasePath[depth - 1] = right;
        proof.path[depth - 1] = left;
        proof.header = mine(relay.hashAt(CHECKPOINT), parentOf(left, right), GENESIS_TIME + 600);
        headers = bytes.concat(proof.header, mineChain(sha256d(proof.header), GENESIS_TIME + 1200, 5, 0));
        relay.submitHeaders(headers);
    }
}
