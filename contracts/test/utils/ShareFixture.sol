// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BlockProof, BlockTx, Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositPayments, DepositShare, DepositState, DepositView, MintParams } from "../../src/types/BridgeTypes.sol";
import { DepositFixture } from "./DepositFixture.sol";

/// @notice Deposits in parts: shares, payments one by one, escrow, queue, sweeps.
abstract contract ShareFixture is DepositFixture {
    // --- requests ---

    function queued(address who, uint64 sats) internal returns (uint256 reqId) {
        vm.prank(who);
        return system.bridge.requestDeposit(sats, who, REFUND_KEY, true);
    }

    function accept(address who, uint256 reqId) internal {
        uint256 bond = system.bridge.quoteDeposit(viewOf(reqId, 0).sats).bondWei;
        vm.prank(who);
        system.bridge.acceptDeposit{ value: bond }(reqId);
    }

    // --- payments ---

    function payShare(uint256 reqId, uint8 share, uint64 sats, uint256 confirmations)
        internal
        returns (Proof[] memory proofs)
    {
        proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildPayment(system.bridge.depositScript(reqId, share), sats), 5, 4);
        if (confirmations > 1) mine(system.relay, confirmations - 1);
    }

    /// @notice Pays a share and has it counted.
    function count(uint256 reqId, uint8 share, uint64 sats) internal returns (bytes memory funding) {
        uint64 most = viewOf(reqId, share).sats;
        uint64 after_ = paymentsOf(reqId, share).paidSats + sats;
        uint256 confirmations = system.minter.confirmationsFor(after_ > most ? after_ : most);
        Proof[] memory proofs = payShare(reqId, share, sats, confirmations);
        system.minter.executeDeposit(reqId, share, proofs);
        return proofs[0].tx;
    }

    /// @notice Mines what spends an output, as only its staker can up to the refund height.
    function sweep(bytes memory funding, uint32 vout, uint256 confirmations) internal returns (Proof memory proof) {
        bytes[] memory ins = new bytes[](2);
        ins[0] = input(keccak256(abi.encode("fee", funding)), 1, "");
        ins[1] = input(sha256d(funding), vout, "");
        bytes[] memory outs = new bytes[](1);
        outs[0] = output(1000, abi.encodePacked(hex"0014", bytes20(keccak256("sweep"))));
        proof = mineWith(system.relay, transaction(ins, outs), 3, 4);
        if (confirmations > 1) mine(system.relay, confirmations - 1);
    }

    /// @notice Mines one block with all of these, and proves them together.
    function mineBlock(bytes[] memory txs, uint256 depth, uint256 confirmations)
        internal
        returns (BlockProof memory proof)
    {
        bytes32[] memory leaves = new bytes32[](1 << depth);
        proof.coinbaseTx = coinbase(minedHeight + 1);
        leaves[0] = sha256d(proof.coinbaseTx);
        for (uint256 i = 1; i < leaves.length; ++i) {
            leaves[i] = i <= txs.length ? sha256d(txs[i - 1]) : _noise();
        }
        proof.txs = new BlockTx[](txs.length);
        bytes32 root;
        for (uint256 i; i < txs.length; ++i) {
            (, bytes32[] memory path) = merkle(leaves, i + 1);
            proof.txs[i] = BlockTx(txs[i], path, i + 1);
        }
        (root, proof.coinbasePath) = merkle(leaves, 0);
        proof.header = _mineHeader(root);
        proof.height = minedHeight;
        system.relay.submitHeaders(proof.header);
        if (confirmations > 1) mine(system.relay, confirmations - 1);
    }

    /// @notice The refund window nears: one block too late for anything that is not swept.
    function passRefundWindow(uint256 reqId) internal {
        mineTo(viewOf(reqId, 0).refundHeight - 1007);
        freshen();
    }

    /// @notice A Bitcoin block with the time of now.
    function freshen() internal {
        mine(system.relay, 1);
    }

    function setMintLimit(uint64 sats) internal {
        MintParams memory p = defaultMintParams();
        p.mintLimitSats = sats;
        system.minter.setMintParams(p);
    }

    // --- what is seen ---

    function viewOf(uint256 reqId, uint8 share) internal view returns (DepositView memory) {
        return system.bridge.depositOf(reqId, share);
    }

    function paymentsOf(uint256 reqId, uint8 share) internal view returns (DepositPayments memory) {
        return system.minter.paymentsOf(reqId, share);
    }

    /// @dev as recorded, not as seen
    function recorded(uint256 reqId, uint8 share) internal view returns (DepositState) {
        DepositShare memory at = system.bridge.shareAt(reqId, share);
        return at.state;
    }

    function assertShareState(uint256 reqId, uint8 share, DepositState expected, string memory label) internal view {
        assertEq(uint256(viewOf(reqId, share).state), uint256(expected), label);
    }

    /// @notice R1, R2: supply is issued; what is reserved is what the shares say.
    function assertBooks(string memory label) internal view {
        uint256 issued;
        uint256 used;
        for (uint256 i; i < stakers.length; ++i) {
            issued += system.registry.stakerOf(stakers[i]).issued;
            used += system.registry.stakerOf(stakers[i]).toBeIssued;
        }
        assertEq(system.qpBTC.totalSupply(), issued, label);
        assertEq(system.registry.totalUsed(), issued + used, label);
        uint256 reserved;
        uint256 last = system.requestIds.last();
        for (uint256 reqId = 1; reqId <= last; ++reqId) {
            uint8 shares = viewOf(reqId, 0).shareCount;
            for (uint8 share; share < shares; ++share) {
                reserved += reservedOf(reqId, share);
            }
        }
        assertEq(used, reserved, label);
    }

    function reservedOf(uint256 reqId, uint8 share) internal view returns (uint256) {
        DepositShare memory at = system.bridge.shareAt(reqId, share);
        if (at.state == DepositState.Assigned) return at.sats;
        if (at.state != DepositState.Escrowed) return 0;
        DepositPayments memory sums = paymentsOf(reqId, share);
        return sums.reserved && at.sats > sums.mintedSats ? at.sats - sums.mintedSats : 0;
    }
}
